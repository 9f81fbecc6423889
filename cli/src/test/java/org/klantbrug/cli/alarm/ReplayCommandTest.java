package org.klantbrug.cli.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.CommandRun;

class ReplayCommandTest {
  private static final LocalDate BEGIN = LocalDate.of(2026, 1, 1);

  @TempDir private Path folder;

  /** Twenty of each topic a day, and on the hundredth day so many about debits. */
  private Path stream(int debits) throws IOException {
    var lines = new ArrayList<String>();
    lines.add("received,about,words");
    for (var day = 0; day < 120; day++) {
      for (var topic : new String[] {"debit", "letter"}) {
        var count = topic.equals("debit") && day == 100 ? debits : 20;
        for (var i = 0; i < count; i++) {
          lines.add(
              "%sT%02d:15:00,%s,\"Number %d, on %s\""
                  .formatted(BEGIN.plusDays(day), 8 + i % 10, topic, i, topic));
        }
      }
    }
    return Files.write(folder.resolve("stream.csv"), lines);
  }

  private static CommandRun replay(Path file, String... more) {
    var words =
        new ArrayList<>(
            java.util.List.of(
                "warning", "replay", file.toString(), "--time", "received", "--topic", "about"));
    words.addAll(java.util.List.of("--text", "words"));
    words.addAll(java.util.List.of(more));
    return CommandRun.of(words.toArray(String[]::new));
  }

  @Test
  void saysWhichAlarmCameWhenAndWhy() throws IOException {
    var run = replay(stream(60));

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("2026-04-11 ")
        .contains("debit: ")
        .contains("were expected; more than ")
        .contains(", on debit")
        .contains("4,840 lines");
  }

  @Test
  void saysWhichNumberThatWasSetIsPassed() throws IOException {
    var run = replay(stream(60), "--per-day", "50", "--per-hour", "5");

    assertThat(run.out())
        .contains("debit: 6 in an hour; more than 5 was set.")
        .doesNotContain("letter: ");
  }

  @Test
  void saysWhenTooManyAreInABadMood() throws IOException {
    var lines = new ArrayList<String>();
    lines.add("time,topic,mood");
    for (var i = 0; i < 30; i++) {
      lines.add("2026-01-05T%02d:00:00,bill,%s".formatted(8 + i / 5, i < 6 ? "calm" : "Negative"));
    }
    var file = Files.write(folder.resolve("moods.csv"), lines);

    var run = CommandRun.of("warning", "replay", file.toString(), "--mood", "mood");

    assertThat(run.out()).contains("bill: 76 per cent in a bad mood in 24 hours; more than 70");
  }

  @Test
  void saysThatNoneCame() throws IOException {
    assertThat(replay(stream(20)).out()).contains("0 alarms; ");
  }

  @Test
  void givesItAsOneDocument() throws IOException {
    var document = new ObjectMapper().readTree(replay(stream(60), "--json").out());

    assertThat(document.path("alarms").path(0).path("topic").asText()).isEqualTo("debit");
    assertThat(document.path("alarms").path(0).path("counted").asLong())
        .isGreaterThan(document.path("alarms").path(0).path("most").asLong());
  }

  @Test
  void saysWhichColumnIsMissing() throws IOException {
    var run = CommandRun.of("warning", "replay", stream(20).toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no column \"time\"").contains("received, about, words");
  }

  @Test
  void saysWhichLineHasNoTime() throws IOException {
    var file = Files.writeString(folder.resolve("wrong.csv"), "time,topic\nsoon,debit\n");

    var run = CommandRun.of("warning", "replay", file.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("line 2").contains("\"soon\"");
  }
}
