package org.klantbrug.cli.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All files of a merger of which it is known what must become of each customer, and what that is:
 * {@code expected.csv}.
 */
final class TakeoverFiles {
  private final Takeover takeover;
  private final People people;
  private final Path directory;

  private TakeoverFiles(Takeover takeover, Path directory) {
    this.takeover = takeover;
    this.people = new People(takeover.seed());
    this.directory = directory;
  }

  /**
   * Writes the files; those of the same name are replaced.
   *
   * @param directory exists
   * @return what was written, in the order of reading
   * @throws IOException if the disk refuses; the files are then incomplete
   */
  static List<WrittenFile> write(Takeover takeover, Path directory) throws IOException {
    try {
      return new TakeoverFiles(takeover, directory).all();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private List<WrittenFile> all() throws IOException {
    var acquired = new ArrayList<LineFile>();
    var own = new ArrayList<LineFile>();
    var later = new ArrayList<LineFile>();
    try (var customers = new RecipeCustomers(takeover, people, directory);
        var contracts = new RecipeContracts(takeover, directory);
        var papers = new RecipePapers(takeover, people.names(), directory);
        var contacts = new AcquirerContacts(takeover.size(), people.names(), directory)) {
      for (int position = 0; position < takeover.customers(); position++) {
        var customer = customers.at(position);
        customers.write(customer);
        customers.writeOwn(customer);
        contracts.write(customer);
        papers.write(customer);
        contacts.write(position);
      }
      own.addAll(List.of(customers.own(), contacts.file()));
      later.addAll(List.of(contracts.trialBills(), papers.objections(), papers.comingBack()));
      acquired.add(customers.acquired());
      acquired.addAll(contracts.files());
      acquired.addAll(papers.files());
    }
    var written = new ArrayList<WrittenFile>();
    own.forEach(file -> written.add(file.written()));
    acquired.forEach(file -> written.add(file.written()));
    written.add(ControlTotals.write(directory, acquired));
    later.forEach(file -> written.add(file.written()));
    written.add(expected());
    return written;
  }

  private WrittenFile expected() throws IOException {
    var expected = LineFile.ofAcquirer(directory, "expected.csv", "customer", "outcome", "guard");
    try (expected) {
      for (int position = 0; position < takeover.customers(); position++) {
        var recipe = Recipe.of(takeover.seed(), position);
        expected
            .set("customer", Population.acquiredKey(position))
            .set("outcome", recipe.outcome().name())
            .set("guard", recipe.guards())
            .write();
      }
    }
    return expected.written();
  }
}
