package org.klantbrug.work.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.function.UnaryOperator;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A process model whose elements are called as the reader calls them. */
final class ModelInWords {
  private static final String UNREADABLE = "A deployed model cannot be read";

  /** The name space of the elements of a model. */
  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  private ModelInWords() {}

  /**
   * The model with other names.
   *
   * @param model BPMN 2.0 XML
   * @param nameOf gives the name of an element by its id
   */
  static String of(String model, UnaryOperator<String> nameOf) {
    var document = read(model);
    var elements = document.getElementsByTagNameNS(BPMN, "*");
    for (var i = 0; i < elements.getLength(); i++) {
      var element = (Element) elements.item(i);
      if (element.hasAttribute("name") && element.hasAttribute("id")) {
        element.setAttribute("name", nameOf.apply(element.getAttribute("id")));
      }
    }
    try {
      var out = new StringWriter();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(UNREADABLE, e);
    }
  }

  /** The model, taken apart. */
  static Document read(String model) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(model)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException(UNREADABLE, e);
    }
  }
}
