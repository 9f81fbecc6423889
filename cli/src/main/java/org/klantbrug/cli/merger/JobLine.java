package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A job step in one line, as it changes: what it is, how far, how fast, why it stopped. */
final class JobLine {
  private JobLine() {}

  static String of(JsonNode job) {
    var line =
        String.format(
            Locale.ROOT,
            "%-36s %-9s",
            job.path("name").asText(),
            job.path("state").asText().toLowerCase(Locale.ROOT));
    return switch (job.path("state").asText()) {
      case "RUNNING" -> line + progress(job) + (job.path("silent").asBoolean() ? " silent" : "");
      case "COMPLETED" -> line + progress(job) + seconds(job);
      case "FAILED" -> line + progress(job) + " " + job.path("failure").asText();
      default -> line.stripTrailing();
    };
  }

  /** Changes when the job is worth a new line: another state, or a quarter further. */
  static String step(JsonNode job) {
    var total = job.path("total").asLong();
    return job.path("state").asText()
        + (total > 0 ? job.path("done").asLong() * 4 / total : "")
        + job.path("silent").asBoolean();
  }

  private static String progress(JsonNode job) {
    var total = job.path("total").asLong();
    var done = job.path("done").asLong();
    return total > 0
        ? String.format(
            Locale.ROOT, " %3d %% (%,d of %,d)", Math.min(100, done * 100 / total), done, total)
        : "";
  }

  private static String seconds(JsonNode job) {
    return job.path("seconds").isNumber()
        ? String.format(Locale.ROOT, " in %.1f s", job.path("seconds").asDouble())
        : "";
  }
}
