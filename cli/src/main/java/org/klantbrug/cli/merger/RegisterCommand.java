package org.klantbrug.cli.merger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "register",
    description = "Register a merger with its two companies.",
    mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {
  /** The server's {@code TransferBasis}. */
  enum Basis {
    SHARE_DEAL,
    ASSET_DEAL,
    LEGAL_MERGER
  }

  /** The server's {@code Sector}: sets the notice period. */
  enum Trade {
    TELECOM,
    ENERGY,
    INSURANCE,
    OTHER
  }

  @Mixin private AsPerson person;

  @Parameters(paramLabel = "NAME", description = "What people call the merger.")
  private String name;

  @Option(
      names = "--acquirer",
      required = true,
      paramLabel = "CODE=NAME",
      converter = CompanyChoice.Reader.class,
      description = "Our company, for example NOORD=\"Noord Telecom\".")
  private CompanyChoice acquirer;

  @Option(
      names = "--acquired",
      required = true,
      paramLabel = "CODE=NAME",
      converter = CompanyChoice.Reader.class,
      description = "The acquired company.")
  private CompanyChoice acquired;

  @Option(
      names = "--basis",
      required = true,
      description = "Basis of the transfer: ${COMPLETION-CANDIDATES}.")
  private Basis basis;

  @Option(
      names = "--sector",
      required = true,
      description = "Sets the notice period: ${COMPLETION-CANDIDATES}.")
  private Trade sector;

  @Option(
      names = "--visible-from",
      required = true,
      paramLabel = "yyyy-mm-dd",
      description =
          "From this day everybody sees the acquired company's customers; before, a clean team only.")
  private LocalDate visibleFrom;

  @Option(
      names = "--their-owner",
      paramLabel = "NAME",
      description = "Who answers for the data at the acquired company.")
  private String theirOwner;

  @Option(names = "--demonstration", description = "The data are made up; every screen says so.")
  private boolean demonstration;

  @Override
  public Integer call() {
    var wish = new LinkedHashMap<String, Object>();
    wish.put("name", name);
    wish.put("acquirerCode", acquirer.code());
    wish.put("acquirerName", acquirer.name());
    wish.put("acquiredCode", acquired.code());
    wish.put("acquiredName", acquired.name());
    wish.put("transferBasis", basis.name());
    wish.put("sector", sector.name());
    wish.put("visibleFrom", visibleFrom.toString());
    wish.put("dataOwnerTheirs", theirOwner);
    wish.put("demonstration", demonstration);
    return person.show(
        person.api().post("mergers", wish),
        merger ->
            "Merger "
                + merger.path("id")
                + " "
                + merger.path("name").asText()
                + " is registered ("
                + merger.path("state").asText().toLowerCase(Locale.ROOT)
                + ").");
  }
}
