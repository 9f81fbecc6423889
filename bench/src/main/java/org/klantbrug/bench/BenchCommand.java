package org.klantbrug.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.klantbrug.cli.AddedCommand;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.server.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how fast this Klantbrug is on this machine, and leaves nothing behind. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {PlayedMergerCommand.class, PlanningCommand.class, NoticesBenchCommand.class},
    description = {
      "Measure import, match, transfer, reconciliation, customer pages, search and complaints on"
          + " this machine.",
      "Each figure is the median of three rounds. What writes rows is compared with copy.1: what"
          + " PostgreSQL alone takes in by COPY of the same bytes; complaints with what the process"
          + " engine alone starts and completes. Works in a database, a folder"
          + " (var/bench) and on a port of its own, and leaves nothing behind.",
      "Run it with nothing else running. As it is, it takes a few minutes."
    })
public final class BenchCommand implements Callable<Integer>, AddedCommand {
  private static final int FIRST_PORT = 18_200;

  @Spec private CommandSpec spec;

  private volatile boolean stopping;

  @Option(
      names = "--customers",
      defaultValue = "5000",
      paramLabel = "N",
      description = "Customers on each side. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--contacts",
      defaultValue = "50000",
      paramLabel = "M",
      description = "Contact moments in total. Default: ${DEFAULT-VALUE}.")
  private int contacts;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "R",
      description =
          "How often everything is measured; each figure is the median. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the server that is measured. Default: a free one.")
  private Integer port;

  @Option(
      names = "--minutes",
      defaultValue = "0",
      paramLabel = "MIN",
      description =
          "For how long fifty people work while imports run, at the end. Default: not at all.")
  private int minutes;

  @Option(
      names = "--only-complaints",
      description =
          "Measure only how complaints are taken in and handled, beside the process engine alone.")
  private boolean onlyComplaints;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    if (customers < 1_000 || contacts < 1_000) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Fewer than 1000 customers or contacts say nothing about speed.");
    }
    if (rounds < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "At least one round.");
    }
    var workplace = Workplace.start(Installation.fromEnvironment());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(workplace)));
    var benchmark = new Benchmark(workplace, customers, contacts, rounds, minutes, this::say);
    try {
      var door = port == null ? freePort() : port;
      report(onlyComplaints ? benchmark.runComplaints(door) : benchmark.run(door));
      return 0;
    } catch (RuntimeException e) {
      if (stopping) {
        return 1; // Ctrl-C took the database away: what failed then says nothing
      }
      throw e;
    }
  }

  private void end(Workplace workplace) {
    stopping = true;
    say("Stopping what was started");
    workplace.close();
  }

  private void say(String step) {
    var err = spec.commandLine().getErr();
    err.println(step);
    err.flush();
  }

  /** The management port lies 1910 above. */
  static int freePort() {
    return IntStream.range(FIRST_PORT, FIRST_PORT + 1_000)
        .filter(candidate -> isFree(candidate) && isFree(candidate + 1_910))
        .findFirst()
        .orElseThrow(() -> new Refused("No free port was found. Choose one: --port PORT"));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private void report(List<Measure> measures) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(document(measures));
    } else {
      table(out, measures);
    }
    out.flush();
  }

  private static String document(List<Measure> measures) {
    try {
      return new ObjectMapper().writeValueAsString(measures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Figures must be writable as JSON", e);
    }
  }

  private static void table(PrintWriter out, List<Measure> measures) {
    out.printf("%-20s %12s %-10s %9s %10s%n", "what", "median", "", "of limit", "heap (MiB)");
    for (var measure : measures) {
      out.printf(
          Locale.ROOT,
          "%-20s %12.2f %-10s %9s %10s%n",
          measure.name(),
          measure.value(),
          measure.unit(),
          measure.shareOfLimit() == null ? "" : measure.shareOfLimit(),
          measure.peakHeapMb() == null ? "" : measure.peakHeapMb());
    }
  }
}
