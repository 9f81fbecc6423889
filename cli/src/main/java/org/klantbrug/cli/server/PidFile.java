package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.klantbrug.cli.Refused;

/**
 * The file by which {@code stop} and {@code status} find what {@code start} or {@code demo} left
 * running: number of the process, and address of the server.
 */
public final class PidFile implements AutoCloseable {
  private final Path file;

  private PidFile(Path file) {
    this.file = file;
  }

  /**
   * What runs.
   *
   * @param process of the command that started the server and stops it when it is ended
   * @param address of the server, as the browser opens it
   * @param localAddress of the server, as commands on this machine reach it
   */
  public record Running(ProcessHandle process, String address, String localAddress) {}

  /**
   * Notes that this very process runs a server.
   *
   * @return to be closed when it no longer does
   */
  public static PidFile write(Installation installation, String address, String localAddress) {
    var file = file(installation);
    try {
      Files.createDirectories(file.getParent());
      Files.write(
          file, List.of(Long.toString(ProcessHandle.current().pid()), address, localAddress));
      return new PidFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** What runs in this installation; a file that a crash left behind is passed over. */
  public static Optional<Running> find(Installation installation) {
    var file = file(installation);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var lines = Files.readAllLines(file);
      return ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
          .filter(PidFile::isOurs)
          .map(process -> new Running(process, lines.get(1).trim(), lines.get(2).trim()));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new Refused(
          "The file " + file + " cannot be read. If nothing runs any more, remove it.", e);
    }
  }

  /**
   * Refuses to start a second server of this installation.
   *
   * @throws Refused with the address of the one that runs, and how to stop it
   */
  static void refuseSecond(Installation installation) {
    find(installation)
        .ifPresent(
            running -> {
              throw new Refused(
                  "Klantbrug runs already, at "
                      + running.address()
                      + ". Stop it first: ./klantbrug stop");
            });
  }

  /** A process number can have been given away again since. */
  private static boolean isOurs(ProcessHandle process) {
    try {
      var line =
          Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8);
      return line.contains("org.klantbrug.cli");
    } catch (IOException notLinux) {
      return process.info().command().filter(command -> command.contains("java")).isPresent();
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + file, e);
    }
  }

  private static Path file(Installation installation) {
    return installation.data().resolve("klantbrug.pid");
  }
}
