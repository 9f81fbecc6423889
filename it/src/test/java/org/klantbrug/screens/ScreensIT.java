package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/** Every page, found as people find it: from home, link by link. */
@ExtendWith({OneKlantbrug.class, Chromium.class})
class ScreensIT {
  /** Together they may open every page. */
  private static final List<String> STAFF =
      List.of("sanne", "fatima", "joris", "lotte", "noor", "beheer");

  private final Klantbrug klantbrug;
  private final Browser browser;

  ScreensIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  @ParameterizedTest
  @CsvSource({"nl,1440", "en,1024", "nl,390"})
  void theLoginPageIsForEverybody(String language, int width) {
    try (var person = new Person(browser, klantbrug.address(), language, width)) {
      person.open("login");
      assertThat(person.troubles(language)).isEmpty();

      person.logIn("lotte", "not her password");
      assertThat(person.page.locator("[role=alert]").innerText()).isNotBlank();
      assertThat(person.troubles(language)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"nl,1440", "en,1024", "nl,390"})
  void everyPageIsForEverybody(String language, int width) {
    var seen = new LinkedHashMap<String, String>();
    var troubles = new ArrayList<String>();
    for (var login : STAFF) {
      try (var person = new Person(browser, klantbrug.address(), language, width)) {
        person.logIn(login, klantbrug.password(login));
        walk(person, login, language, seen, troubles);
      }
    }

    assertThat(troubles).isEmpty();
    assertThat(seen.keySet()).containsAll(pages());
  }

  /** Each page once, whoever comes there first; of a page with many contents, the first. */
  private static void walk(
      Person person,
      String login,
      String language,
      Map<String, String> seen,
      List<String> troubles) {
    var open =
        new ArrayDeque<>(
            List.of("home", "customers?q=jansen", "work-item?id=1", "rehearsal?merger=1"));
    var passed = new TreeSet<String>();
    while (!open.isEmpty()) {
      var path = open.poll();
      var name = path.replaceAll("\\?.*", "");
      if (!passed.add(name) || name.startsWith("api/") || name.startsWith("assets/")) {
        continue;
      }
      var answer = person.open(path);
      if (answer.status() == 200) {
        open.addAll(person.links());
        if (seen.putIfAbsent(name, login) == null) {
          person
              .troubles(language)
              .forEach(trouble -> troubles.add("/" + path + " (" + login + "): " + trouble));
        }
      } else if (!path.startsWith("customers")
          && !path.startsWith("work-item")
          && !path.startsWith("rehearsal")) {
        troubles.add("/" + path + " is linked to, and answers " + answer.status() + " to " + login);
      }
    }
  }

  /**
   * Every page there is but those that are not opened by a link; no rehearsal is there to look at
   * once the main line has been signed.
   */
  private static Set<String> pages() {
    try (var files = Files.list(Path.of("../web/src/main/webapp"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".xhtml"))
          .map(name -> name.substring(0, name.length() - ".xhtml".length()))
          .filter(name -> !Set.of("login", "logout", "error", "rehearsed-customer").contains(name))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
