package org.klantbrug.cli.merger;

import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "All mergers, newest first.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Override
  public Integer call() {
    return person.show(
        person.api().get("mergers"),
        mergers -> {
          var table = new Table("MERGER", "NAME", "ACQUIRER", "ACQUIRED", "STATE", "RUN", "RUN IS");
          mergers.forEach(
              merger ->
                  table.row(
                      merger.path("id"),
                      merger.path("name"),
                      merger.path("acquirerName"),
                      merger.path("acquiredName"),
                      merger.path("state"),
                      merger.path("runNo"),
                      merger.path("runState")));
          return table;
        });
  }
}
