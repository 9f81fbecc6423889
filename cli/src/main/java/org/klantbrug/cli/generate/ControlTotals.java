package org.klantbrug.cli.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the acquired company says that its files hold. */
final class ControlTotals {
  private ControlTotals() {}

  /**
   * Writes one line per file with the count; with money, one line per column of money.
   *
   * @param acquired the files, closed
   */
  static WrittenFile write(Path directory, List<LineFile> acquired) throws IOException {
    var totals =
        LineFile.ofAcquired(
            directory, "acquired_controletotalen.csv", "Soort", "Aantal", "Bedrag", "Kolom");
    try (totals) {
      for (var file : acquired) {
        var kind = file.name().substring("acquired_".length(), file.name().indexOf('.'));
        var rows = Long.toString(file.rows());
        if (file.sums().isEmpty()) {
          totals.set("Soort", kind).set("Aantal", rows).write();
        }
        file.sums()
            .forEach(
                (column, cents) ->
                    totals
                        .set("Soort", kind)
                        .set("Aantal", rows)
                        .set("Bedrag", DutchForm.euros(cents))
                        .set("Kolom", column)
                        .write());
      }
    }
    return totals.written();
  }
}
