package org.klantbrug.billing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.klantbrug.shared.RuleBroken;

/**
 * Reads what a bank says, entry by entry, without keeping the file in memory: camt.053 of 2008 and
 * 2019 and pain.002 of the same years (ISO 20022). Nothing outside the file is ever opened: a
 * document type or an entity of its own is refused.
 */
final class BankFile {
  private static final String ISO = "urn:iso:std:iso:20022:tech:xsd:";
  private static final Set<String> STATEMENTS =
      Set.of(ISO + "camt.053.001.02", ISO + "camt.053.001.08");
  private static final Set<String> STATUSES =
      Set.of(ISO + "pain.002.001.03", ISO + "pain.002.001.10");
  private static final int DEEPEST = 60;
  private static final int LONGEST = 4_000;

  private final XMLStreamReader xml;
  private final Deque<String> path = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private BankMessage message;

  private BankFile(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * Reads a file to its end.
   *
   * @throws RuleBroken {@code billing.bank-*}: it is no such file, or broken, and on which line
   */
  static void read(Path file, Consumer<BankEntry> entries) throws IOException {
    try (var in = Files.newInputStream(file)) {
      read(in, entries);
    }
  }

  static void read(InputStream in, Consumer<BankEntry> entries) {
    XMLStreamReader xml = null;
    try {
      xml = factory().createXMLStreamReader(in);
      new BankFile(xml).readAll(entries);
    } catch (XMLStreamException broken) {
      var at = broken.getLocation() == null ? 1 : Math.max(1, broken.getLocation().getLineNumber());
      throw new RuleBroken("billing.bank-broken", at);
    } finally {
      close(xml);
    }
  }

  /** The reader of the JDK, whatever else is on the class path: its limits are known. */
  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  private static void close(XMLStreamReader xml) {
    try {
      if (xml != null) {
        xml.close();
      }
    } catch (XMLStreamException atTheEnd) {
      throw new IllegalStateException("A reader of XML could not be closed", atTheEnd);
    }
  }

  private void readAll(Consumer<BankEntry> entries) throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new RuleBroken("billing.bank-doctype", line());
        case XMLStreamConstants.START_ELEMENT -> begin(entries);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> take();
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {
          // comments and blanks say nothing
        }
      }
    }
    if (message == null) {
      throw new RuleBroken("billing.bank-namespace", "–", line());
    }
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private void begin(Consumer<BankEntry> entries) {
    if (message == null) {
      message = message(entries);
    }
    if (path.size() >= DEEPEST) {
      throw new RuleBroken("billing.bank-broken", line());
    }
    path.addLast(xml.getLocalName());
    text.setLength(0);
    message.begin(xml.getLocalName(), line(), currency());
  }

  private BankMessage message(Consumer<BankEntry> entries) {
    var namespace = String.valueOf(xml.getNamespaceURI());
    if (STATEMENTS.contains(namespace)) {
      return BankMessage.statement(entries);
    }
    if (STATUSES.contains(namespace)) {
      return BankMessage.status(entries);
    }
    throw new RuleBroken("billing.bank-namespace", namespace, line());
  }

  private String currency() {
    return xml.getAttributeValue(null, "Ccy");
  }

  private void take() {
    if (text.length() < LONGEST) {
      text.append(xml.getText(), 0, Math.min(xml.getTextLength(), LONGEST - text.length()));
    }
  }

  private void end() {
    message.end(String.join("/", path), text.toString().strip(), line());
    path.removeLast();
    text.setLength(0);
  }
}
