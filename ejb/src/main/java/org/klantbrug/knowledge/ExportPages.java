package org.klantbrug.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * The pages of one language: all topics, one per topic, one per answer, and the list in which the
 * search script of the browser looks.
 */
final class ExportPages {
  static final List<String> LANGUAGES = List.of("nl", "en");

  private static final String INDEX = "index.html";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String language;
  private final String ours;
  private final List<Answer> answers;
  private final Predicate<String> isThere;
  private final ExportWords words;
  private final String made;
  private final Map<String, String> files = new TreeMap<>();

  /**
   * @param ours name of our company
   * @param all answers in all languages
   * @param made when they were read
   */
  ExportPages(String language, String ours, List<Answer> all, Instant made) {
    this.language = language;
    this.ours = ours;
    this.answers = all.stream().filter(each -> each.language().equals(language)).toList();
    this.isThere =
        all.stream()
                .flatMap(each -> List.of(name(each), topicName(each)).stream())
                .collect(Collectors.toSet())
            ::contains;
    this.words = new ExportWords(language);
    this.made = words.word("made", words.moment(made));
  }

  /** The files by their names. */
  Map<String, String> files() {
    index();
    byTopic().values().forEach(this::topic);
    answers.forEach(this::answer);
    files.put(language + "/questions.js", list());
    return files;
  }

  private static String name(Answer answer) {
    return answer.language() + "/" + answer.id() + ".html";
  }

  private static String topicName(Answer answer) {
    return answer.language() + "/topic-" + answer.topic() + ".html";
  }

  private static String file(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  private Map<String, List<Answer>> byTopic() {
    return answers.stream()
        .collect(Collectors.groupingBy(Answer::topic, LinkedHashMap::new, Collectors.toList()));
  }

  private ExportPage page(String title, String file) {
    var others = new LinkedHashMap<String, String>();
    for (var code : LANGUAGES) {
      var same = code + "/" + file;
      others.put(code, "../" + (isThere.test(same) ? same : code + "/" + INDEX));
    }
    return new ExportPage(words, language, title, ours, "../", others, made);
  }

  private void index() {
    var page = page(words.word("title"), INDEX);
    page.script("questions.js");
    page.script("../search.js");
    var main = page.main();
    main.appendElement("h1").text(words.word("title"));
    main.appendElement("p").addClass("soft").text(words.word("intro"));
    search(main);
    var topics = main.appendElement("section").attr("id", "topics");
    topics.appendElement("h2").text(words.word("topics"));
    if (answers.isEmpty()) {
      topics.appendElement("p").addClass("soft").text(words.word("none"));
    }
    var list = topics.appendElement("ul").addClass("topics");
    byTopic()
        .forEach(
            (code, about) -> {
              var line = list.appendElement("li");
              link(line, file(topicName(about.get(0))), words.topic(code));
              line.appendText(" ").appendElement("span").addClass("soft").text("" + about.size());
            });
    files.put(language + "/" + INDEX, page.text());
  }

  /** Hidden until the script shows it: without one, the topics lead to every answer. */
  private void search(Element main) {
    var form = main.appendElement("form").attr("id", "search").attr("role", "search");
    form.attr("hidden", "").attr("data-none", words.word("none-found"));
    form.attr("data-one", words.word("found-one")).attr("data-many", words.word("found-many"));
    form.appendElement("label").attr("for", "find").text(words.word("search"));
    var field = form.appendElement("input").attr("id", "find").attr("type", "search");
    field.attr("maxlength", "200").attr("autocomplete", "off");
    main.appendElement("p").attr("id", "count").attr("role", "status").attr("hidden", "");
    main.appendElement("ul").attr("id", "found").addClass("topics").attr("hidden", "");
  }

  private void topic(List<Answer> about) {
    var name = words.topic(about.get(0).topic());
    var file = file(topicName(about.get(0)));
    var page = page(name, file);
    around(page.main());
    page.main().appendElement("h1").text(name);
    for (var each : about) {
      var card = page.main().appendElement("article");
      link(card.appendElement("h2"), file(name(each)), each.question());
      card.appendElement("p").addClass("answer").text(each.answer());
    }
    files.put(language + "/" + file, page.text());
  }

  private void answer(Answer answer) {
    var page = page(answer.question(), file(name(answer)));
    var around = around(page.main());
    around.appendText(" · ");
    link(around, file(topicName(answer)), words.topic(answer.topic()));
    var card = page.main().appendElement("article");
    card.appendElement("h1").text(answer.question());
    card.appendElement("p").addClass("answer").text(answer.answer());
    card.appendElement("p")
        .addClass("soft")
        .text(words.word("valid", words.day(answer.validUntil())));
    files.put(name(answer), page.text());
  }

  private Element around(Element main) {
    var around = main.appendElement("p").addClass("around");
    link(around, INDEX, words.word("back"));
    return around;
  }

  private static void link(Element parent, String file, String text) {
    parent.appendElement("a").attr("href", file).text(text);
  }

  /** A script and no JSON: a browser that opens the folder from a disk loads nothing else. */
  private String list() {
    var rows =
        answers.stream()
            .map(
                each ->
                    Map.of(
                        "page", file(name(each)),
                        "question", each.question(),
                        "answer", each.answer()))
            .toList();
    try {
      return "const questions = " + JSON.writeValueAsString(rows) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
