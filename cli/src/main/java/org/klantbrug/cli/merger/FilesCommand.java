package org.klantbrug.cli.merger;

import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "files",
    description = "The files of a merger's newest run, with what was read from them.",
    mixinStandardHelpOptions = true)
final class FilesCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Override
  public Integer call() {
    return person.show(
        person.api().get("runs/" + person.run(merger) + "/files"),
        files -> {
          var table =
              new Table(
                  "FILE",
                  "COMPANY",
                  "KIND",
                  "NAME",
                  "STATE",
                  "LINES",
                  "STAGED",
                  "PARKED",
                  "DOUBLE",
                  "REJECTED",
                  "WARNED");
          files.forEach(
              file ->
                  table.row(
                      file.path("id"),
                      file.path("company"),
                      file.path("entity"),
                      file.path("fileName"),
                      file.path("state"),
                      file.path("counts").path("read"),
                      file.path("counts").path("staged"),
                      file.path("counts").path("parked"),
                      file.path("counts").path("duplicates"),
                      file.path("counts").path("rejected"),
                      file.path("counts").path("warned")));
          return table;
        });
  }
}
