package org.klantbrug.cli.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All files of a merger, written in one pass over the customers and one over the contacts. */
final class MergerFiles {
  private final MergerSize size;
  private final Population population;
  private final People people;
  private final Path directory;

  private MergerFiles(MergerSize size, Path directory) {
    this.size = size;
    this.population = new Population(size);
    this.people = new People(size.seed());
    this.directory = directory;
  }

  /**
   * Writes the files; those of the same name are replaced.
   *
   * @param directory exists
   * @return what was written, in the order of reading
   * @throws IOException if the disk refuses; the files are then incomplete
   */
  static List<WrittenFile> write(MergerSize size, Path directory) throws IOException {
    try {
      return new MergerFiles(size, directory).all();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private List<WrittenFile> all() throws IOException {
    var written = new ArrayList<WrittenFile>();
    written.add(acquirer());
    written.add(acquirerContacts());
    var acquired = acquired();
    acquired.forEach(file -> written.add(file.written()));
    written.add(ControlTotals.write(directory, acquired));
    written.add(truth());
    return written;
  }

  private WrittenFile acquirer() throws IOException {
    var customers = new AcquirerCustomers(size, population, people, directory);
    try (customers) {
      for (int position = 0; position < size.customers(); position++) {
        customers.write(position);
      }
    }
    return customers.file().written();
  }

  private WrittenFile acquirerContacts() throws IOException {
    var contacts = new AcquirerContacts(size, people.names(), directory);
    try (contacts) {
      for (int position = 0; position < size.customers(); position++) {
        contacts.write(position);
      }
    }
    return contacts.file().written();
  }

  private List<LineFile> acquired() throws IOException {
    var all = new ArrayList<LineFile>();
    try (var customers = new AcquiredCustomers(size, population, people, directory);
        var contracts = new ContractFiles(size, customers, directory);
        var paper = new PaperFiles(size, people.names(), directory);
        var contacts = new ContactFiles(size, customers, people.names(), directory)) {
      for (int position = 0; position < size.customers(); position++) {
        var customer = customers.at(position);
        customers.write(customer);
        contracts.write(customer);
        paper.write(customer);
      }
      contacts.write();
      all.add(customers.file());
      all.addAll(contracts.files());
      Collections.addAll(all, paper.files());
      Collections.addAll(all, contacts.files());
    }
    return all;
  }

  private WrittenFile truth() throws IOException {
    var truth = LineFile.ofAcquirer(directory, "truth.csv", "acquired", "acquirer");
    try (truth) {
      for (int position = 0; position < size.customers(); position++) {
        int counterpart = population.counterpart(position);
        if (counterpart >= 0) {
          truth
              .set("acquired", Population.acquiredKey(position))
              .set("acquirer", Population.acquirerKey(counterpart))
              .write();
        }
      }
    }
    return truth.written();
  }
}
