package org.klantbrug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The server's module of libraries, as it was built. */
class LibrariesIT {
  private static final String FOLDER = "target/server/modules/org/klantbrug/libraries/main";
  private static final Pattern NAMED = Pattern.compile("resource-root path=\"([^\"]+)\"");

  /** The server passes over a jar that the list does not name, and a name that has no jar. */
  @Test
  void theListNamesExactlyTheLibrariesThatTheBuildBrings() {
    assertThat(jars()).isNotEmpty().containsExactlyInAnyOrderElementsOf(named());
  }

  private static List<String> jars() {
    return Modules.files("ear", FOLDER, file -> file.toString().endsWith(".jar")).stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }

  private static List<String> named() {
    var list = Modules.text(Path.of("../ear", FOLDER, "module.xml"));
    return NAMED.matcher(list).results().map(found -> found.group(1)).toList();
  }
}
