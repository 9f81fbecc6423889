package org.klantbrug.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;

class PagesTest {
  private static final Set<String> FREE = Set.of("/login", "/error");

  @Test
  void everyPageSaysWhoMayOpenIt() throws IOException {
    try (var files = Files.list(Path.of("src/main/webapp"))) {
      var pages =
          files
              .map(file -> "/" + file.getFileName())
              .filter(name -> name.endsWith(".xhtml"))
              .map(Pages::name)
              .filter(name -> !FREE.contains(name))
              .collect(Collectors.toSet());

      assertThat(Pages.ALL.keySet()).isEqualTo(pages);
    }
  }

  @Test
  void aPageThatIsNotNamedDoesNotExist() {
    assertThat(Pages.need("/WEB-INF/frame.xhtml")).isEmpty();
    assertThat(Pages.need("/people;v=1")).isEmpty();
    assertThat(Pages.need("/vendor")).isEmpty();
  }

  @Test
  void aPageOpensOnlyForWhoHasOneOfItsActions() {
    var people = Pages.need("/people.xhtml").orElseThrow();

    assertThat(people.isMetBy(staffWho(Action.PEOPLE_READ))).isTrue();
    assertThat(people.isMetBy(staffWho(Action.WORK_DO))).isFalse();
  }

  @Test
  void theStartPageIsThereForAllStaff() {
    assertThat(Pages.need("/").orElseThrow().isMetBy(staffWho())).isTrue();
  }

  private static Staff staffWho(Action... may) {
    var actions =
        java.util.Arrays.stream(may).map(Action::code).collect(Collectors.toUnmodifiableSet());
    return new Staff(1, "olga", "Olga van Dijk", "nl", false, null, Set.of(), actions);
  }
}
