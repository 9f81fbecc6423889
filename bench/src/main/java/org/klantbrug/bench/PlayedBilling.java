package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.klantbrug.billing.Side;
import org.klantbrug.calendar.BankDays;
import org.klantbrug.cli.api.Api;

/**
 * The new billing and the old company of a merger that is played: both accept all they are told.
 */
final class PlayedBilling {
  private final PlayedPeople people;
  private final String path;

  /**
   * @param people one of whom takes files to both and brings their answers
   */
  PlayedBilling(PlayedPeople people, long merger) {
    this.people = people;
    this.path = "mergers/" + merger;
  }

  private Api operator() {
    return people.as("sanne");
  }

  /** The last day on which a wave of this day can be let go, so that both accept it in time. */
  LocalDate latestGo(LocalDate day) {
    return BankDays.before(day, operator().get(path + "/bills/settings").path("bankDays").asInt());
  }

  /** Both answer that they accept all accounts of a wave. */
  void accept(long wave) {
    var lines = new ArrayList<>(List.of("customer;account;answer;reason;handover"));
    var name = wave + "-" + lastHandOver(wave);
    var page = accounts(wave, 0);
    while (!page.isEmpty()) {
      page.forEach(one -> lines.add(line(one, name)));
      page = accounts(wave, page.get(page.size() - 1).path("memberId").asLong());
    }
    for (var side : Side.values()) {
      answer(side, wave, lines);
    }
  }

  private int lastHandOver(long wave) {
    var made = operator().get(path + "/handovers/waves/" + wave);
    return made.path(made.size() - 1).path("no").asInt();
  }

  private JsonNode accounts(long wave, long after) {
    return operator().get(path + "/handovers/waves/" + wave + "/accounts?after=" + after);
  }

  private static String line(JsonNode account, String handover) {
    return account.path("customer").asText()
        + ';'
        + account.path("account").asText()
        + ";accepted;;"
        + handover;
  }

  private void answer(Side side, long wave, List<String> lines) {
    try {
      var file = Files.createTempFile("klantbrug-answers-", ".csv");
      try {
        Files.write(file, lines);
        operator()
            .upload(
                Api.query(
                    path + "/handovers/answers/" + side, Map.of("name", "wave-" + wave + ".csv")),
                file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The answers could not be written", e);
    }
  }
}
