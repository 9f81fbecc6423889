package org.klantbrug.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.OnDatabase;

/** What anybody may read, as files: read here without a server. */
@OnDatabase
class QuestionsExportTest extends KnowledgeCase {
  private static final String EVIL =
      "<script>alert(1)</script> \"><img src=x onerror=alert(2)> & 'q'";

  @TempDir private Path around;

  private Path site() {
    return around.resolve("site");
  }

  private void look() {
    new QuestionsExport(database, clock, open, site().toString()).look();
  }

  private long inBoth(String dutch, String english) {
    var item =
        new NewItem(
            "BILL",
            Audience.CUSTOMERS,
            null,
            null,
            null,
            new Wording(dutch, dutch + "!", english, english + "!"),
            roos.id(),
            "legal",
            LAST_DAY,
            Links.NONE);
    var id = items.write(item, roos);
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    return id;
  }

  private List<Path> files(String ending) throws IOException {
    try (var all = Files.walk(site())) {
      return all.filter(each -> each.toString().endsWith(ending)).toList();
    }
  }

  private Document page(String name) throws IOException {
    return Jsoup.parse(site().resolve(name), "UTF-8");
  }

  @Test
  void everyLinkLeadsToAFileAndEveryAnswerIsReached() throws IOException {
    var both = inBoth("Waar is mijn rekening?", "Where is my bill?");
    var dutch = published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    look();

    for (var file : files(".html")) {
      for (var link : Jsoup.parse(file, "UTF-8").select("[href], [src]")) {
        var to = link.hasAttr("href") ? link.attr("href") : link.attr("src");
        assertThat(to.equals("#content") || Files.isRegularFile(file.resolveSibling(to)))
            .as(file + " leads to " + to)
            .isTrue();
      }
    }
    assertThat(page("nl/topic-BILL.html").select("h2 a").eachAttr("href"))
        .containsExactlyInAnyOrder(both + ".html", dutch + ".html");
    assertThat(page("nl/index.html").select("#topics a").eachAttr("href"))
        .containsExactly("topic-BILL.html");
    assertThat(page("nl/" + both + ".html").select("nav a[lang=en]").attr("href"))
        .isEqualTo("../en/" + both + ".html");
    assertThat(page("nl/" + dutch + ".html").select("nav a[lang=en]").attr("href"))
        .isEqualTo("../en/index.html");
  }

  @Test
  void aPageSaysOfWhenItIsAndUntilWhenTheAnswerHolds() throws IOException {
    var id = inBoth("Waar is mijn rekening?", "Where is my bill?");
    look();

    assertThat(page("nl/" + id + ".html").text())
        .contains("Waar is mijn rekening?!")
        .contains("tot en met 30 juni 2026")
        .contains("op 4 mei 2026, 10:00");
    assertThat(page("en/" + id + ".html").text()).contains("30 June 2026").contains("4 May 2026");
    assertThat(page("en/" + id + ".html").child(0).attr("lang")).isEqualTo("en");
  }

  @Test
  void whatLooksLikeMarkupIsShownAsItWasTyped() throws IOException {
    var id = published(Audience.CUSTOMERS, EVIL, EVIL);
    look();

    assertThat(page("nl/" + id + ".html").select("h1").text()).isEqualTo(EVIL);
    assertThat(page("nl/" + id + ".html").select(".answer").text()).isEqualTo(EVIL);
    for (var file : files(".html")) {
      var page = Jsoup.parse(file, "UTF-8");
      assertThat(page.select("img, [onerror], script:not([src]), style, [style]")).isEmpty();
    }
    assertThat(listed("nl").get(0).path("question").asText()).isEqualTo(EVIL);
  }

  private JsonNode listed(String language) throws IOException {
    var script = Files.readString(site().resolve(language + "/questions.js"));
    assertThat(script).startsWith("const questions = ").endsWith(";\n");
    return new ObjectMapper()
        .readTree(script.substring("const questions = ".length(), script.length() - 2));
  }

  @Test
  void theListToSearchInHoldsTheAnswersOfItsLanguageWithTheirPages() throws IOException {
    var both = inBoth("Waar is mijn rekening?", "Where is my bill?");
    published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    look();

    assertThat(listed("nl")).hasSize(2);
    assertThat(listed("en")).hasSize(1);
    assertThat(listed("en").get(0).path("page").asText()).isEqualTo(both + ".html");
    assertThat(listed("en").get(0).path("answer").asText()).isEqualTo("Where is my bill?!");
  }

  @Test
  void holdsNothingThatIsNotForAnybodyAndNobodysName() throws IOException {
    published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    var inside = published(Audience.STAFF, "Wat zeggen wij intern?", "Niets.");
    var draft = items.write(about(Audience.CUSTOMERS, "Nog niet nagekeken?", "Nee."), roos);
    look();

    assertThat(site().resolve("nl/" + inside + ".html")).doesNotExist();
    assertThat(site().resolve("nl/" + draft + ".html")).doesNotExist();
    for (var file : files("")) {
      if (Files.isRegularFile(file)) {
        assertThat(Files.readString(file)).doesNotContain("roos", "intern?", "nagekeken");
      }
    }
  }

  @Test
  void whatIsWithdrawnOrOverLeavesTheFolder() throws IOException {
    var taken = published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    var over = published(Audience.CUSTOMERS, "Wat kost een factuur op papier?", "Niets.");
    look();
    assertThat(site().resolve("nl/" + taken + ".html")).exists();

    items.withdraw(taken, version(taken), "Klopt niet.", roos);
    look();
    assertThat(site().resolve("nl/" + taken + ".html")).doesNotExist();
    assertThat(site().resolve("nl/" + over + ".html")).exists();

    on("2026-07-01");
    look();
    assertThat(files(".html")).noneMatch(each -> each.endsWith(over + ".html"));
    assertThat(listed("nl")).isEmpty();
    assertThat(page("nl/index.html").text()).contains("Hier zijn nog geen antwoorden.");
  }

  @Test
  void isWrittenOnlyWhenSomethingIsAnotherAndANewTextIs() throws IOException {
    var id = published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    look();
    var page = site().resolve("nl/" + id + ".html");
    Files.writeString(page, "untouched");
    look();
    assertThat(page).hasContent("untouched");

    items.rewrite(id, version(id), about(Audience.CUSTOMERS, "Kan ik verhuizen?", "Nee."), roos);
    look();
    assertThat(page).hasContent("untouched");
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    look();
    assertThat(page("nl/" + id + ".html").select(".answer").text()).isEqualTo("Nee.");
  }

  @Test
  void withoutAFolderNothingIsWritten() throws IOException {
    published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");
    new QuestionsExport(database, clock, open, " ").look();

    try (var all = Files.list(around)) {
      assertThat(all).isEmpty();
    }
  }
}
