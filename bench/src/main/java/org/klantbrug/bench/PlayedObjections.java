package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Customers of a merger that is played who object by telephone, and what is decided on it. */
public final class PlayedObjections {
  private static final String ADVISER = "lotte";
  private static final String WHO_DECIDES = "hugo";

  private final PlayedMerger played;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * @param played its waves are planned
   */
  public PlayedObjections(PlayedMerger played) {
    this.played = played;
  }

  /** An objection, and what is to be decided; empty for nothing yet. */
  private record Asked(long id, int version, String decision) {}

  /**
   * Registers what customers say.
   *
   * @param file as {@code klantbrug generate --expected} made it: customer, decision, words
   */
  public void register(Path file) {
    for (var row : Rows.of(file)) {
      var objection = registered(row[0], row[2]).path("objection");
      asked.add(
          new Asked(objection.path("id").asLong(), objection.path("version").asInt(), row[1]));
    }
  }

  private JsonNode registered(String customer, String words) {
    var found = played.as(ADVISER).get("objections/customers?number=" + customer).path(0);
    var said = new LinkedHashMap<String, Object>();
    said.put("identityId", found.path("identityId").asLong());
    said.put("mergerId", found.path("mergerId").asLong());
    said.put("way", "PHONE");
    said.put("about", "TRANSFER");
    said.put("text", words);
    said.put("language", "nl");
    return played.as(ADVISER).post("objections", said);
  }

  /** Decides on those on which is to be decided, and tells these customers by letter. */
  public void decide() {
    for (var one : asked) {
      if (!one.decision().isEmpty()) {
        var decided =
            played
                .as(WHO_DECIDES)
                .post(
                    "objections/" + one.id() + "/decision",
                    Map.of(
                        "version", one.version(),
                        "outcome", one.decision(),
                        "said", "Zo wil ik het"));
        played
            .as(ADVISER)
            .post(
                "objections/" + one.id() + "/letter",
                Map.of(
                    "version", decided.path("objection").path("version").asInt(),
                    "how", "LETTER",
                    "text", "Wij hebben genoteerd wat u wilt."));
      }
    }
  }
}
