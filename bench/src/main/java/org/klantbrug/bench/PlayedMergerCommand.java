package org.klantbrug.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.klantbrug.cli.server.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Plays a whole merger and says whether everybody fared as he was to. Exit code 0 if so, 1 if not.
 */
@Command(
    name = "merger",
    mixinStandardHelpOptions = true,
    description = {
      "Play a whole merger on made-up days: files, match, rehearsal, reconciliation, and one wave"
          + " after the other until nobody is left who can go.",
      "Of each customer it is known what must become of him (klantbrug generate --expected). Works"
          + " in a database, a folder and on a port of its own, and leaves nothing behind but the"
          + " list of those who fared otherwise."
    })
final class PlayedMergerCommand implements Callable<Integer> {
  private static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);
  private static final int CONTACTS_OF_EACH = 2;

  /** A few more than there are kinds of customers. */
  private static final int FEWEST = 50;

  @Spec private CommandSpec spec;

  @Option(
      names = "--customers",
      defaultValue = "500",
      paramLabel = "N",
      description = "Customers on each side. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--billing-days",
      defaultValue = "31",
      paramLabel = "B",
      description = "On so many days of the month customers are billed. Default: ${DEFAULT-VALUE}.")
  private int billingDays;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Another seed makes other customers. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the server that is played on. Default: a free one.")
  private Integer port;

  @Option(
      names = "--differences",
      paramLabel = "FILE",
      description = "Where those are listed who fared otherwise. Default: var/bench-merger.csv.")
  private Path differences;

  @Option(
      names = "--notices",
      description =
          "Tell the customers by notices: mail, letters, and by a person. Else the merger says that"
              + " the old company told them.")
  private boolean notices;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  private final long begun = System.nanoTime();

  /**
   * How it went.
   *
   * @param members customers of the acquired company
   * @param asExpected those of whom became what was to
   * @param difference what the statements and the balance leave unexplained, and one for each
   *     account that is not handed over or debited as it was to be, or that has no outcome in the
   *     end; 0.00 if nothing
   * @param seconds from the empty server to the last wave
   */
  record Played(int members, int asExpected, String difference, long seconds) {
    boolean isAsExpected() {
      return members == asExpected && new BigDecimal(difference).signum() == 0;
    }
  }

  @Override
  public Integer call() throws IOException {
    if (customers < FEWEST) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Fewer than " + FEWEST + " customers are not one of each kind.");
    }
    var here = Installation.fromEnvironment();
    var workplace = Workplace.start(here);
    Runtime.getRuntime().addShutdownHook(new Thread(workplace::close));
    var played = play(workplace, here.folder("").resolve("bench-merger.csv"));
    report(played);
    return played.isAsExpected() ? 0 : 1;
  }

  private Played play(Workplace place, Path usualList) throws IOException {
    var files = makeFiles(place.folder("made"));
    var database = place.withSchema("played");
    var time = new PlayedTime(place.folder("time"), AS_OF.plusDays(2), LocalTime.of(9, 0));
    say("Starting the server");
    try (var mail = DiscardingMail.start()) {
      var door = port == null ? BenchCommand.freePort() : port;
      var server = place.startServer(database, door, environment(time, mail));
      var watch = Stopwatch.start();
      var people = new PlayedPeople(database, place.folder("people"), time, server);
      var merger = new PlayedMerger(people, time, this::say);
      merger.deliver(files, AS_OF);
      merger.standReady();
      var bank = new PlayedBank(merger, place.folder("answers"), files);
      var outcomes = new PlayedOutcomes(merger, PlayedOutcomes.read(files.resolve("expected.csv")));
      var unknown = goOver(merger, bank, outcomes, files);
      var different = outcomes.differences();
      list(different, differences == null ? usualList : differences);
      return new Played(
          customers,
          customers - different.size(),
          outcomes.difference().add(BigDecimal.valueOf(bank.wrong() + unknown)).toPlainString(),
          Math.round(watch.seconds()));
    }
  }

  private Map<String, String> environment(PlayedTime time, DiscardingMail mail) {
    var environment = new HashMap<>(time.environment());
    if (notices) {
      environment.putAll(mail.environment());
    }
    return environment;
  }

  private long goOver(PlayedMerger merger, PlayedBank bank, PlayedOutcomes outcomes, Path files) {
    if (notices) {
      merger.planAndTell(customers, files.resolve("letters_that_come_back.csv"));
    } else {
      merger.plan(customers);
    }
    say("Comparing bills and taking in objections");
    bank.billForTrial(files.resolve("trial_bills.csv"));
    var objections = new PlayedObjections(merger);
    objections.register(files.resolve("objections.csv"));
    merger.check();
    outcomes.lookAtGuards();
    objections.decide();
    merger.check();
    merger.goOver(bank);
    outcomes.noteEnd();
    return merger.close(outcomes.left());
  }

  private Path makeFiles(Path folder) {
    say("Making the files of " + customers + " customers");
    MadeFiles.in(
        folder,
        "--expected",
        "--customers=" + customers,
        "--contacts=" + customers * CONTACTS_OF_EACH,
        "--billing-days=" + billingDays,
        "--seed=" + seed,
        "--as-of=" + AS_OF);
    return folder;
  }

  private void list(List<String> different, Path file) {
    try {
      Files.write(file, different);
      say(different.size() + " fared otherwise; they are listed in " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("The list cannot be written to " + file, e);
    }
  }

  private void report(Played played) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(document(played));
    } else {
      out.printf(
          "%d of %d customers fared as they were to; difference %s; %d seconds%n",
          played.asExpected(), played.members(), played.difference(), played.seconds());
    }
    out.flush();
  }

  private static String document(Played played) {
    try {
      var mapper = new ObjectMapper();
      var document = mapper.createObjectNode();
      document.put("members", played.members());
      document.put("asExpected", played.asExpected());
      document.put("difference", played.difference());
      document.put("seconds", played.seconds());
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The result must be writable as JSON", e);
    }
  }

  private void say(String step) {
    var err = spec.commandLine().getErr();
    err.printf("%5d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), step);
    err.flush();
  }
}
