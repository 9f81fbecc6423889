package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Every page speaks Dutch and English, and says nothing that is not in the bundles. */
class PagesAreTranslatedTest {
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern KEY = Pattern.compile("msg\\['([^']+)'\\]|say\\.with\\('([^']+)'");
  private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*\\}");
  private static final Set<String> SPOKEN_ATTRIBUTES =
      Set.of("aria-label", "title", "placeholder", "alt", "label", "text");

  @Test
  void bothLanguagesHaveTheSameTexts() throws IOException {
    assertThat(texts("_nl").stringPropertyNames()).isEqualTo(texts("").stringPropertyNames());
  }

  @Test
  void noTextIsEmpty() throws IOException {
    for (var language : List.of("", "_nl")) {
      assertThat(texts(language).values()).noneMatch(text -> text.toString().isBlank());
    }
  }

  @Test
  void everyTextThatAPageAsksForExists() throws IOException {
    var asked = new TreeSet<String>();
    for (var page : pages()) {
      var keys = KEY.matcher(Files.readString(page));
      while (keys.find()) {
        asked.add(keys.group(1) == null ? keys.group(2) : keys.group(1));
      }
    }

    assertThat(asked).hasSizeGreaterThan(100);
    assertThat(texts("").stringPropertyNames()).containsAll(asked);
  }

  @Test
  void noPageHoldsALiteralText() throws Exception {
    var literal = new ArrayList<String>();
    for (var page : pages()) {
      collect(page, root(page), literal);
    }

    assertThat(literal).isEmpty();
  }

  @Test
  void noPageTurnsOffEscaping() throws IOException {
    for (var page : pages()) {
      assertThat(Files.readString(page)).as(page.toString()).doesNotContain("escape=\"false\"");
    }
  }

  @Test
  void noPageHoldsScriptOrStyleThatTheContentPolicyRefuses() throws IOException {
    for (var page : pages()) {
      assertThat(Files.readString(page))
          .as(page.toString())
          .doesNotContainPattern("<style|\\sstyle=\"|\\son[a-z]+=\"|<script(?![^>]*\\bsrc=)");
    }
  }

  private static void collect(Path page, Node node, List<String> literal) {
    if (node instanceof Element element) {
      var attributes = element.getAttributes();
      for (var i = 0; i < attributes.getLength(); i++) {
        var attribute = attributes.item(i);
        if (SPOKEN_ATTRIBUTES.contains(attribute.getNodeName())) {
          refuseWords(page, attribute.getNodeValue(), literal);
        }
      }
    } else if (node.getNodeType() == Node.TEXT_NODE) {
      refuseWords(page, node.getNodeValue(), literal);
    }
    for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      collect(page, child, literal);
    }
  }

  private static void refuseWords(Path page, String text, List<String> literal) {
    var rest = EXPRESSION.matcher(text).replaceAll("").trim();
    if (rest.chars().anyMatch(Character::isLetter)) {
      literal.add(page.getFileName() + ": " + rest);
    }
  }

  private static Element root(Path page)
      throws ParserConfigurationException, SAXException, IOException {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(page.toFile()).getDocumentElement();
  }

  private static List<Path> pages() {
    try (var all = Files.walk(PAGES)) {
      return all.filter(file -> file.toString().endsWith(".xhtml")).collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties texts(String language) throws IOException {
    var texts = new Properties();
    try (var reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/org/klantbrug/web/messages" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }
}
