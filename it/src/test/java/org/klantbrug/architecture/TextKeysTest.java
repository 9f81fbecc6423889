package org.klantbrug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every text that is asked for is there in both languages, once, and every text is asked for. */
class TextKeysTest {
  private static final Path SCREENS =
      Path.of("../web/src/main/resources/org/klantbrug/web/messages.properties");
  private static final Path RULES =
      Path.of("../ejb/src/main/resources/org/klantbrug/rules.properties");

  private static final Pattern KEY = Pattern.compile("(?m)^([^#!=\\s][^=\\s]*)\\s*=");
  private static final Pattern QUOTED = Pattern.compile("[\"']([A-Za-z][\\w.-]*)[\"']");
  private static final Pattern WORD = Pattern.compile("[\\w-]+");

  private static final Pattern ASKED_OF_SCREENS =
      Pattern.compile("(?:msg\\[|\\bsay\\.with\\(|\\.say\\(\\s*)[\"']([\\w.-]*[\\w-])[\"']");
  private static final Pattern ASKED_OF_RULES =
      Pattern.compile("new RuleBroken\\(\\s*\"([\\w.-]*[\\w-])\"");

  private static final Pattern ANSWERED =
      Pattern.compile("(?:workItems\\.answered|\\.answering)\\([^;\"]*\"(\\w+)\"\\)");

  private static final Pattern NAMING_VALUES = Pattern.compile("(?m)^([^#=\\s]+)=.*\\{\\d");
  private static final Pattern BROKEN_WITHOUT_VALUES =
      Pattern.compile("new RuleBroken\\(\\s*\"([\\w.-]*[\\w-])\"\\s*\\)");

  private static final String SOURCES = sources();

  @Test
  void bothLanguagesHaveTheSameTextsEachOnce() {
    for (var english : List.of(SCREENS, RULES)) {
      assertThat(keys(english)).doesNotHaveDuplicates();
      assertThat(keys(dutch(english)))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(keys(english));
    }
  }

  @Test
  void everyTextThatIsAskedForIsThere() {
    assertThat(keys(SCREENS)).containsAll(all(ASKED_OF_SCREENS));
    assertThat(keys(RULES)).containsAll(all(ASKED_OF_RULES));
  }

  /** Else the list of what was done shows the bare code. */
  @Test
  void everyAnswerThatAStepGivesHasItsWord() {
    var answers = all(ANSWERED);

    assertThat(answers).contains("assessed", "carriedOut");
    assertThat(keys(SCREENS)).containsAll(answers.stream().map(each -> "outcome." + each).toList());
  }

  /** {@code {0}} on a screen is what a person sees of a value that nobody gave. */
  @Test
  void aRuleThatNamesValuesIsBrokenWithValues() {
    var naming = NAMING_VALUES.matcher(Modules.text(RULES)).results().map(found -> found.group(1));

    assertThat(all(BROKEN_WITHOUT_VALUES)).doesNotContainAnyElementsOf(naming.toList());
  }

  /**
   * A key stands in the sources as a whole, or its first part does, {@code "job.state."}, and the
   * code behind it somewhere else.
   */
  @Test
  void everyTextIsAskedFor() {
    var quoted = all(QUOTED);
    var words = words();
    var unused = new TreeSet<String>();
    for (var bundle : List.of(SCREENS, RULES)) {
      for (var key : keys(bundle)) {
        if (!quoted.contains(key) && !isFamily(key, quoted, words)) {
          unused.add(key);
        }
      }
    }
    assertThat(unused).isEmpty();
  }

  private static boolean isFamily(String key, Set<String> quoted, Set<String> words) {
    for (var dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      var codes = WORD.matcher(key).region(dot + 1, key.length()).results();
      if (quoted.contains(key.substring(0, dot + 1))
          && codes.allMatch(code -> words.contains(code.group()))) {
        return true;
      }
    }
    return false;
  }

  /** Jobs are named {@code match-customers} in one place, {@code matchCustomers} in another. */
  private static Set<String> words() {
    var words = new HashSet<String>();
    for (var found :
        (Iterable<String>) WORD.matcher(SOURCES).results().map(r -> r.group())::iterator) {
      words.add(found);
      words.add(inCamelCase(found));
    }
    return words;
  }

  private static String inCamelCase(String kebab) {
    var parts = kebab.split("-");
    return Arrays.stream(parts)
        .skip(1)
        .filter(part -> !part.isEmpty())
        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
        .reduce(parts.length == 0 ? "" : parts[0], String::concat);
  }

  private static Set<String> all(Pattern pattern) {
    return new TreeSet<>(pattern.matcher(SOURCES).results().map(found -> found.group(1)).toList());
  }

  private static Collection<String> keys(Path bundle) {
    return KEY.matcher(Modules.text(bundle)).results().map(found -> found.group(1)).toList();
  }

  private static Path dutch(Path english) {
    return english.resolveSibling(
        english.getFileName().toString().replace(".properties", "_nl.properties"));
  }

  private static String sources() {
    var text = new StringBuilder();
    for (var module : Modules.NAMES) {
      for (var file : Modules.files(module, "src/main", TextKeysTest::isSource)) {
        text.append(Modules.text(file)).append('\n');
      }
    }
    return text.toString();
  }

  private static boolean isSource(Path file) {
    return List.of("java", "xhtml", "xml", "js", "sql").stream()
        .anyMatch(end -> file.toString().endsWith("." + end));
  }
}
