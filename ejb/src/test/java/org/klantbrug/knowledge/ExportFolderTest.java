package org.klantbrug.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.RuleBroken;

class ExportFolderTest {
  @TempDir private Path around;

  @Test
  void isReplacedAsAWholeAndLeavesNothingBesideIt() throws IOException {
    var where = around.resolve("site");
    new ExportFolder(where).write("one", Map.of("nl/1.html", "old", "index.html", "old"));
    Files.createDirectories(around.resolve("site.new/nl"));
    new ExportFolder(where).write("two", Map.of("index.html", "new"));

    assertThat(where.resolve("index.html")).hasContent("new");
    assertThat(where.resolve("nl")).doesNotExist();
    assertThat(new ExportFolder(where).holds("two")).isTrue();
    assertThat(new ExportFolder(where).holds("one")).isFalse();
    try (var left = Files.list(around)) {
      assertThat(left).containsExactly(where);
    }
  }

  @Test
  void staysAsItIsIfOnePageCannotBeWritten() throws IOException {
    var folder = new ExportFolder(around.resolve("site"));
    folder.write("one", Map.of("index.html", "old"));

    assertThatThrownBy(() -> folder.write("two", Map.of("index.html", "new", "../x.html", "evil")))
        .hasMessageContaining("../x.html");

    assertThat(around.resolve("site/index.html")).hasContent("old");
    assertThat(around.resolve("x.html")).doesNotExist();
    assertThat(folder.holds("one")).isTrue();
  }

  @Test
  void whatSomebodyElsePutThereStays() throws IOException {
    var letter = Files.writeString(around.resolve("letter.txt"), "dear");

    assertThatThrownBy(() -> new ExportFolder(around).write("one", Map.of("index.html", "x")))
        .isInstanceOf(RuleBroken.class);
    assertThat(letter).hasContent("dear");
  }

  @Test
  void behindALinkTheFolderItselfIsReplaced() throws IOException {
    var real = Files.createDirectory(around.resolve("real"));
    var link = Files.createSymbolicLink(around.resolve("link"), real);

    new ExportFolder(link).write("one", Map.of("index.html", "new"));

    assertThat(link).isSymbolicLink();
    assertThat(real.resolve("index.html")).hasContent("new");
  }
}
