package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How customers of a merger that is played hear that they go over: words that a panel read and two
 * approved, by mail and by letter, and from a person where no message may tell or reach them. Mail
 * that is refused goes by letter; of a letter that comes back somebody finds the address.
 */
final class PlayedNotices {
  private static final String WRITER = "roos";
  private static final String WHO_TELLS = "sanne";
  private static final String WHO_FINDS = "emma";
  private static final List<String> PANEL = List.of("lotte", "emma", "hugo");

  /** The most that can be set, so that almost all hear it in one go. */
  private static final int DAYS_BEFORE = 90;

  private static final int MOST_OF_ONE = 100_000;

  /** Longer than the product waits before it looks at all customers again. */
  private static final Duration UNTIL_THE_NEXT_LOOK = Duration.ofMinutes(30);

  private static final Set<String> TO_HEAR_NOW = Set.of("EMAIL", "LETTER", "NO_ADDRESS");
  private static final Set<String> TO_HEAR_EVER = Set.of("EMAIL", "LETTER", "NO_ADDRESS", "LATER");
  private static final String LINE = "U wordt op {date} klant van {acquirer}";
  private static final String BODY =
      """
      Beste {name},

      {acquirer} neemt {acquired} over. U gaat mee, op {date}.

      Wat verandert er?
      {changes}

      Wat blijft?
      {stays}

      Hoe betaalt u?
      {debit}

      Hebt u een vraag? {contact} helpt u graag: bel {phone}, of antwoord op {reply_address}.
      """;

  private final PlayedMerger played;
  private final PlayedPeople people;
  private final PlayedTime time;
  private final Set<String> comeBack = new HashSet<>();
  private long campaign;

  /**
   * @param comingBack customers, one a line, whose first letter comes back
   */
  PlayedNotices(PlayedMerger played, PlayedPeople people, PlayedTime time, Path comingBack) {
    this.played = played;
    this.people = people;
    this.time = time;
    Rows.of(comingBack).forEach(row -> comeBack.add(row[0]));
  }

  private String about() {
    return "mergers/" + played.id() + "/notices";
  }

  private String itself() {
    return about() + "/" + campaign;
  }

  /** Writes the message, has it read and approved, and releases it. */
  void release() {
    var settings = people.as("joris").get(about() + "/settings");
    people
        .as("joris")
        .put(
            about() + "/settings",
            Json.with(settings, Map.of("needed", true, "daysBefore", DAYS_BEFORE)));
    PANEL.forEach(this::answersQuestions);
    write();
    var words = read().path("campaign").path("wordsNo").asInt();
    PANEL.forEach(
        reader ->
            people
                .as(reader)
                .post(
                    itself() + "/verdicts",
                    Map.of("wordsNo", words, "complete", true, "clear", true)));
    approve("COMMUNICATION", "mila", words);
    approve("LEGAL", "ruben", words);
    standing();
    people.as(WRITER).post(itself() + "/release", Map.of());
  }

  private void approve(String side, String login, int words) {
    people
        .as(login)
        .post(itself() + "/approvals", Map.of("wordsNo", words, "side", side, "approved", true));
  }

  private void answersQuestions(String login) {
    people
        .as(WRITER)
        .post(
            about() + "/contacts",
            Map.of("staffId", people.key(login), "phone", "010 000 00 00", "most", MOST_OF_ONE));
  }

  private void write() {
    var writer = people.as(WRITER);
    var begun =
        writer
            .post(about(), Map.of("kind", "ANNOUNCEMENT", "name", "U gaat over"))
            .path("campaign");
    campaign = begun.path("id").asLong();
    var texts = Stream.of("THEIRS", "BOTH").map(PlayedNotices::text).toList();
    var written =
        writer.put(
            itself() + "/texts", Map.of("version", begun.path("version").asInt(), "texts", texts));
    var version = written.path("campaign").path("version").asInt();
    writer.post(itself() + "/offer", Map.of("version", version));
  }

  private static Map<String, Object> text(String situation) {
    return Map.of("language", "nl", "situation", situation, "subjectLine", LINE, "body", BODY);
  }

  /** Waits until everybody heard it whose time has come, and does what people do for that. */
  void tell() {
    tellUntilNobody(TO_HEAR_NOW);
  }

  /** As {@link #tell}, and nobody is left whose time is still to come. */
  void tellTheRest() {
    tellUntilNobody(TO_HEAR_EVER);
  }

  private void tellUntilNobody(Set<String> stands) {
    Waiting.until(
        "a message is written to all", () -> Collections.disjoint(standing().keySet(), stands));
    Waiting.until("all heard it", this::isThrough);
  }

  /** How many customers stand how, as it was counted last. */
  private Map<String, Integer> standing() {
    return Json.stream(people.as(WRITER).get(itself() + "/counts"))
        .collect(
            Collectors.toMap(
                count -> count.path("standing").asText(),
                count -> count.path("customers").asInt()));
  }

  private boolean isThrough() {
    tellByPerson();
    post();
    findAddresses();
    var progress = read().path("progress");
    var waiting = progress.path("waiting").asLong();
    if (waiting > 0 && waiting == progress.path("unprinted").asLong()) {
      time.later(UNTIL_THE_NEXT_LOOK);
      Waiting.until("letters are put into batches", () -> unprinted() == 0);
    }
    return waiting == 0 && progress.path("asked").asLong() == 0;
  }

  private JsonNode read() {
    return people.as(WRITER).get(itself());
  }

  private long unprinted() {
    return read().path("progress").path("unprinted").asLong();
  }

  private void tellByPerson() {
    var asked = asked();
    while (!asked.isEmpty()) {
      people
          .as(WHO_TELLS)
          .post(
              about() + "/personal/told",
              Map.of(
                  "notices",
                  Json.stream(asked).map(one -> one.path("id").asLong()).toList(),
                  "on",
                  time.clock().today().toString(),
                  "how",
                  "PHONE",
                  "words",
                  "Verteld wat er verandert en wat blijft"));
      asked = asked();
    }
  }

  private JsonNode asked() {
    return people.as(WHO_TELLS).get(about() + "/personal?after=0");
  }

  /** Prints the letters that lie ready, and brings them to the post. */
  private void post() {
    for (var batch : people.as(WRITER).get("notices/" + campaign + "/batches")) {
      if (batch.path("postedOn").isNull()) {
        var path = "notices/" + campaign + "/batches/" + batch.path("id").asLong();
        var index = people.as(WRITER).text(path + ".csv");
        people.as(WRITER).post(path + "/posted", Map.of("on", time.clock().today().toString()));
        index.lines().skip(1).forEach(this::comesBack);
      }
    }
  }

  /** A line of the index of a batch: number of the letter, customer, pages. */
  private void comesBack(String line) {
    var fields = line.replace("\"", "").split(";");
    if (comeBack.remove(fields[1])) {
      people.as(WRITER).post(about() + "/returned", Map.of("number", fields[0]));
    }
  }

  private void findAddresses() {
    for (var item : people.as(WHO_FINDS).get("work-items?view=mine&kind=findAddress")) {
      people
          .as(WHO_FINDS)
          .put(
              "work-items/" + item.path("id").asLong() + "/answer",
              Map.of("outcome", "addressFound", "note", "Gebeld: het adres klopt"));
    }
  }
}
