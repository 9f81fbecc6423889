package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "late",
    description = {
      "What reached the old company after customers went over; reads a file of it.",
      "With --payers who still pays to the account of the old company."
    },
    mixinStandardHelpOptions = true)
final class LateCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "CSV with the columns customer;kind;received;amount;words.")
  private Path file;

  @Option(names = "--payers", description = "Show who still pays to the old account.")
  private boolean payers;

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/late";
    if (file != null) {
      person.err().println(MoneyFile.send(person.api(), path + "/files", file));
    }
    return payers
        ? person.show(person.api().get(path + "/payers"), LateCommand::payers)
        : person.show(person.api().get(path), LateCommand::items);
  }

  private static Object items(JsonNode items) {
    if (items.isEmpty()) {
      return "Nothing came late yet.";
    }
    var table = new Table("CUSTOMER", "KIND", "RECEIVED", "AMOUNT", "OUTCOME", "INVOICE");
    items.forEach(
        each ->
            table.row(
                each.path("customer"),
                each.path("kind"),
                each.path("receivedOn"),
                each.path("amount"),
                each.path("outcome"),
                each.path("invoiceKey")));
    return table;
  }

  private static Object payers(JsonNode payers) {
    var table = new Table("CUSTOMER", "PAYMENTS", "AMOUNT", "LAST ON");
    payers.forEach(
        each ->
            table.row(
                each.path("customer"),
                each.path("payments"),
                each.path("amount"),
                each.path("lastOn")));
    return table;
  }
}
