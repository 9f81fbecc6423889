package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * What anybody may read, as plain files that any web server shows while we are away. Answers for
 * customers of one company stay out: nobody there would know whose customer reads. The folder is
 * written anew after each publication, withdrawal and expiry, and on each new day: its pages tell
 * how fresh they are.
 */
@ApplicationScoped
public class QuestionsExport {
  private Database database;
  private BusinessClock clock;
  private PublicQuestions questions;
  private String folder;

  /** For the container. */
  public QuestionsExport() {}

  /**
   * Works with these, into the folder that {@code KLANTBRUG_QUESTIONS} names; none if it is empty.
   */
  @Inject
  public QuestionsExport(Database database, BusinessClock clock, PublicQuestions questions) {
    this(database, clock, questions, System.getenv().getOrDefault("KLANTBRUG_QUESTIONS", ""));
  }

  /** As above, into this folder. */
  QuestionsExport(
      Database database, BusinessClock clock, PublicQuestions questions, String folder) {
    this.database = database;
    this.clock = clock;
    this.questions = questions;
    this.folder = folder.strip();
  }

  /**
   * All pages.
   *
   * @param mark of what they say, for {@link ExportFolder#write}
   * @param answers how many there are, in whatever language
   * @param files texts by their names below the folder
   */
  public record Pages(String mark, Instant madeAt, int answers, Map<String, String> files) {}

  /** Makes the pages of what is published now. */
  public Pages pages() {
    var mark = questions.mark();
    var all = questions.all();
    var ours = questions.company().orElse("Klantbrug");
    return new Pages(mark, clock.now(), all.size(), files(all, ours, clock.now()));
  }

  static Map<String, String> files(List<Answer> all, String ours, Instant made) {
    var files = new LinkedHashMap<String, String>();
    files.put("questions.css", read("questions.css"));
    files.put("search.js", read("search.js"));
    files.put("index.html", choice(ours, made));
    ExportPages.LANGUAGES.forEach(
        language -> files.putAll(new ExportPages(language, ours, all, made).files()));
    return files;
  }

  /** Where a visitor begins whose language nobody knows yet. */
  private static String choice(String ours, Instant made) {
    var words = new ExportWords("nl");
    var others = new LinkedHashMap<String, String>();
    ExportPages.LANGUAGES.forEach(code -> others.put(code, code + "/index.html"));
    var sentence = words.word("made", words.moment(made));
    var page = new ExportPage(words, "nl", words.word("title"), ours, "", Map.of(), sentence);
    page.main().appendElement("h1").text(ours);
    var list = page.main().appendElement("ul").addClass("topics");
    others.forEach(
        (code, file) ->
            list.appendElement("li")
                .attr("lang", code)
                .appendElement("a")
                .attr("href", file)
                .text(new ExportWords(code).word("title")));
    return page.text();
  }

  private static String read(String name) {
    try (var in = QuestionsExport.class.getResourceAsStream("export/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the folder anew if it says something else than what is published; one node does. */
  public void look() {
    if (!folder.isEmpty()) {
      database.inTransaction(
          handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('knowledge_export'))");
            write();
            return null;
          });
    }
  }

  private void write() {
    try {
      var there = new ExportFolder(Path.of(folder));
      if (!there.holds(questions.mark())) {
        var pages = pages();
        there.write(pages.mark(), pages.files());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be written", e);
    }
  }
}
