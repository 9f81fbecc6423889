package org.klantbrug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A context names only its own tables and those of contexts that it may use. */
class TablePrefixTest {
  /** Text blocks, comments and strings in the order in which they stand; only texts are kept. */
  private static final Pattern TEXTS =
      Pattern.compile(
          "\"\"\"(?<block>.*?)\"\"\"|//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])'|\"(?<line>(?:\\\\.|[^\"\\\\\\n])*)\"",
          Pattern.DOTALL);

  private static final Pattern CREATED =
      Pattern.compile(
          "create\\s+(?:materialized\\s+)?(table|view)\\s+(?:if\\s+not\\s+exists\\s+)?([a-z_0-9]+)(.*?);",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern REFERENCE = Pattern.compile("references\\s+([a-z_0-9]+)");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z_0-9]*_[a-z_0-9]+");
  private static final Pattern STATEMENT =
      Pattern.compile("\\b(select|insert into|update|delete from|truncate)\\b");

  @Test
  void everyTableCarriesTheNameOfItsContext() {
    assertThat(tables())
        .isNotEmpty()
        .allSatisfy(table -> assertThat(Contexts.known()).as(table).contains(prefix(table)));
  }

  @Test
  void statementsStayWithinWhatTheirContextMayUse() {
    var tables = tables();
    var broken = new TreeSet<String>();
    for (var file : Modules.files("ejb", "src/main/java", TablePrefixTest::isJava)) {
      var context = contextOf(file);
      for (var text : texts(Modules.text(file))) {
        for (var table : named(text, tables)) {
          if (!Contexts.allows(context, prefix(table))) {
            broken.add(file.getFileName() + " of " + context + " names " + table);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void tablesReferOnlyToTablesTheirContextMayUse() {
    var broken = new TreeSet<String>();
    for (var script : scripts()) {
      var created = CREATED.matcher(Modules.text(script));
      while (created.find()) {
        var table = created.group(2);
        var references = REFERENCE.matcher(created.group(3));
        while (references.find()) {
          if (!KNOWN_UPWARD_REFERENCES.contains(table + " " + references.group(1))
              && !Contexts.allows(prefix(table), prefix(references.group(1)))) {
            broken.add(table + " references " + references.group(1));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /**
   * An identity says for ever from which company and delivery it came; the mid contexts read the
   * merger's through views of their own name ({@code customer_company}, {@code customer_delivery}).
   */
  private static final Set<String> KNOWN_UPWARD_REFERENCES =
      Set.of(
          "customer_identity merger_company",
          "customer_identity merger_delivery",
          "customer_correction merger_company");

  @Test
  void statementsStandInTheBusinessModuleOnly() {
    var tables = tables();
    var broken = new TreeSet<String>();
    for (var module : List.of("batch-jobs", "bpmn", "web", "cli")) {
      for (var file : Modules.files(module, "src/main/java", TablePrefixTest::isJava)) {
        for (var text : texts(Modules.text(file))) {
          if (STATEMENT.matcher(text).find() && !named(text, tables).isEmpty()) {
            broken.add(module + ": " + file.getFileName() + ": " + text.strip());
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static Set<String> tables() {
    var names = new TreeSet<String>();
    for (var script : scripts()) {
      var created = CREATED.matcher(Modules.text(script).replaceAll("--[^\\n]*", ""));
      while (created.find()) {
        names.add(created.group(2));
      }
    }
    return names;
  }

  private static List<Path> scripts() {
    return Modules.files(
        "ejb",
        "src/main/resources/db/migration",
        file -> file.getFileName().toString().matches("V.*\\.sql"));
  }

  /** {@code merger} of {@code .../org/klantbrug/merger/reading/LineReading.java}. */
  private static String contextOf(Path file) {
    var names = new ArrayList<String>();
    file.forEach(name -> names.add(name.toString()));
    return names.get(names.lastIndexOf("klantbrug") + 1);
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  private static List<String> texts(String source) {
    var found = new ArrayList<String>();
    var matcher = TEXTS.matcher(source);
    while (matcher.find()) {
      var text = matcher.group("block") == null ? matcher.group("line") : matcher.group("block");
      if (text != null) {
        found.add(text);
      }
    }
    return found;
  }

  private static Set<String> named(String text, Set<String> tables) {
    var found = new TreeSet<String>();
    var words = WORD.matcher(text);
    while (words.find()) {
      if (tables.contains(words.group())) {
        found.add(words.group());
      }
    }
    return found;
  }

  private static String prefix(String table) {
    return table.substring(0, table.indexOf('_'));
  }
}
