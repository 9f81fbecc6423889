package org.klantbrug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the compiler takes away from text without a word. */
class TextBlockTest {
  private static final Pattern BLOCK = Pattern.compile("\"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern LOST_BLANK = Pattern.compile("[^\\s\\\\][ \\t]+\\z");

  /**
   * A blank before the closing quotes is not in the text: {@code "... on true " + "order by"}
   * becomes {@code trueorder by}. Write the end on a line of its own, or {@code \s}.
   */
  @Test
  void noTextBlockEndsInABlankThatIsNotThere() {
    var broken = new TreeSet<String>();
    for (var module : Modules.NAMES) {
      for (var file :
          Modules.files(module, "src/main/java", each -> each.toString().endsWith(".java"))) {
        BLOCK
            .matcher(Modules.text(file))
            .results()
            .map(block -> block.group(1))
            .filter(block -> LOST_BLANK.matcher(block).find())
            .forEach(block -> broken.add(file.getFileName() + ": " + block.strip()));
      }
    }
    assertThat(broken).isEmpty();
  }
}
