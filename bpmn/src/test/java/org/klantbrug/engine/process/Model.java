package org.klantbrug.engine.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A model as it is written down, for tests that read it without an engine. */
record Model(String fileName, Document document) {
  static final Path FOLDER = Path.of("src/main/resources/processes");
  static final String FLOWABLE = "http://flowable.org/bpmn";
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";

  static List<Model> all() {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().map(Model::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Model read(Path file) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new Model(
          file.getFileName().toString(), factory.newDocumentBuilder().parse(file.toFile()));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("Cannot read " + file, e);
    }
  }

  Element process() {
    return elements("process").get(0);
  }

  /** What can hold a token: events, tasks, gateways, called processes. */
  List<Element> nodes() {
    return everything().stream()
        .filter(
            element ->
                BPMN.equals(element.getNamespaceURI())
                    && element
                        .getLocalName()
                        .matches(".*(Task|Event|Gateway)|task|callActivity|subProcess"))
        .toList();
  }

  List<Element> elements(String localName) {
    return everything().stream()
        .filter(
            element ->
                BPMN.equals(element.getNamespaceURI()) && element.getLocalName().equals(localName))
        .toList();
  }

  List<Element> everything() {
    return below(document.getDocumentElement());
  }

  private static List<Element> below(Element parent) {
    var found = new ArrayList<Element>();
    for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        found.add(element);
        found.addAll(below(element));
      }
    }
    return found;
  }

  /** Ids of what the diagram draws as {@code BPMNShape} or {@code BPMNEdge}. */
  Set<String> drawn(String kind) {
    return everything().stream()
        .filter(
            element ->
                DIAGRAM.equals(element.getNamespaceURI()) && kind.equals(element.getLocalName()))
        .map(element -> element.getAttribute("bpmnElement"))
        .collect(Collectors.toSet());
  }

  static Optional<String> flowable(Element element, String attribute) {
    var value = element.getAttributeNS(FLOWABLE, attribute);
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** What a person can answer to a task. */
  static List<String> outcomes(Element userTask) {
    return below(userTask).stream()
        .filter(
            element ->
                FLOWABLE.equals(element.getNamespaceURI())
                    && element.getLocalName().equals("value"))
        .map(element -> element.getAttribute("id"))
        .toList();
  }

  @Override
  public String toString() {
    return fileName;
  }
}
