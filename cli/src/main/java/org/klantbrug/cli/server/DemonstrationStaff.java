package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.People;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.identity.Teams;
import org.klantbrug.identity.Tokens;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * The people of the demonstration, one for each part in it. Their passwords are made at random and
 * kept beside the demonstration's data; they exist in no other database.
 */
public final class DemonstrationStaff {

  /**
   * A member of the demonstration's staff.
   *
   * @param part what they do in the demonstration
   */
  public record Member(
      String login, String fullName, String language, String part, List<String> roles) {}

  /** In the order in which the demonstration needs them. */
  public static final List<Member> MEMBERS =
      List.of(
          new Member(
              "sanne",
              "Sanne de Wit",
              "nl",
              "migration operator: starts the run, repairs rejects",
              List.of("migrationOperator")),
          new Member(
              "fatima",
              "Fatima el Amrani",
              "nl",
              "data steward: confirms mappings, reviews matches",
              List.of("dataSteward")),
          new Member(
              "joris",
              "Joris van den Berg",
              "nl",
              "migration lead: approves rehearsals",
              List.of("migrationLead")),
          new Member(
              "willem",
              "Willem Dijkstra",
              "nl",
              "finance: signs reconciliations",
              List.of("finance")),
          new Member(
              "lotte",
              "Lotte Jansen",
              "nl",
              "adviser: serves the customers",
              List.of("adviser", "contactPerson")),
          new Member(
              "emma",
              "Emma Clarke",
              "en",
              "adviser and back office, in English: decides on exceptions",
              List.of("adviser", "backOfficeHandler")),
          new Member(
              "hugo",
              "Hugo Vermeer",
              "nl",
              "team lead and complaint coordinator: handles complaints, approves leniency",
              List.of("teamLead", "complaintCoordinator", "backOfficeHandler")),
          new Member(
              "pieter",
              "Pieter Hoekstra",
              "nl",
              "department owner of billing: answers signals",
              List.of("departmentOwner")),
          new Member(
              "noor",
              "Noor Bakker",
              "nl",
              "privacy officer and auditor",
              List.of("privacyOfficer", "auditor")),
          new Member(
              "roos",
              "Roos Meijer",
              "nl",
              "editor: writes to customers, and the answers to their questions",
              List.of("editor")),
          new Member(
              "mila",
              "Mila Postma",
              "nl",
              "spokesperson: approves how it is said",
              List.of("spokesperson")),
          new Member(
              "ruben",
              "Ruben Kok",
              "nl",
              "legal: approves what must be said, checks answers",
              List.of("legal")),
          new Member(
              "karin",
              "Karin Visser",
              "nl",
              "crisis lead: decides on crises and leads them",
              List.of("crisisLead")),
          new Member(
              "daan",
              "Daan Mulder",
              "nl",
              "crisis duty officer: judges reports of threats, works in the crisis team",
              List.of("crisisDuty", "crisisMember", "logKeeper")),
          new Member(
              "beheer",
              "Bas Beheer",
              "nl",
              "administrator: people, roles, stuck work",
              List.of("admin")));

  /**
   * A team of the demonstration.
   *
   * @param lead login of one of the members
   */
  private record DemonstrationTeam(String name, String lead, List<String> members) {}

  private static final List<DemonstrationTeam> TEAMS =
      List.of(
          new DemonstrationTeam("Klantenservice", "lotte", List.of("lotte", "emma", "hugo")),
          new DemonstrationTeam("Migratieteam", "joris", List.of("sanne", "fatima", "joris")));

  private final People people;
  private final StaffAdministration administration;
  private final Tokens tokens;
  private final Teams teams;
  private final Path file;

  /**
   * @param file where the passwords are kept, readable by its owner only
   */
  public DemonstrationStaff(DatabaseAddress database, Path file) {
    this(database, file, new BusinessClock());
  }

  /**
   * As the other.
   *
   * @param clock by which their tokens end
   */
  public DemonstrationStaff(DatabaseAddress database, Path file, BusinessClock clock) {
    var sql = new Database(database.asApplication());
    var audit = new Audit(sql, clock);
    this.people = new People(sql);
    this.administration = new StaffAdministration(sql, clock, audit);
    this.tokens = new Tokens(sql, clock, audit, people);
    this.teams = new Teams(sql, audit);
    this.file = file;
  }

  /** Those of an installation. */
  static DemonstrationStaff of(
      Installation installation, DatabaseAddress database, BusinessClock clock) {
    return new DemonstrationStaff(
        database, installation.folder("demonstration").resolve("staff.properties"), clock);
  }

  /** Makes those who are not there yet; with the first start, their teams too. */
  public void makeSure() {
    var passwords = passwords();
    for (var member : MEMBERS) {
      if (people.findByLogin(member.login()).isEmpty()) {
        administration.create(
            member.login(),
            member.fullName(),
            member.login() + "@example.nl",
            member.language(),
            passwords.getProperty(member.login()),
            member.roles(),
            true,
            null);
      }
    }
    if (teams.list().isEmpty()) {
      TEAMS.forEach(this::make);
    }
  }

  private void make(DemonstrationTeam wished) {
    var administrator = people.findByLogin("beheer").orElseThrow();
    var members = wished.members().stream().map(this::key).toList();
    var id = teams.create(wished.name(), administrator);
    teams.change(id, 0, wished.name(), members, key(wished.lead()), administrator);
  }

  /** The key of a member. */
  public long key(String login) {
    return people.findByLogin(login).orElseThrow().id();
  }

  /** The password of a member. */
  public String password(String login) {
    return Optional.ofNullable(passwords().getProperty(login)).orElseThrow();
  }

  /** A new personal token for a member, for the demonstration's own first steps. */
  public String token(String login) {
    var staff = people.findByLogin(login).orElseThrow();
    return tokens.issue(staff.id(), "demonstration", staff);
  }

  private Properties passwords() {
    var properties = new Properties();
    try {
      if (Files.exists(file)) {
        try (var in = Files.newInputStream(file)) {
          properties.load(in);
        }
        return properties;
      }
      MEMBERS.forEach(member -> properties.setProperty(member.login(), random()));
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = Files.newOutputStream(file)) {
        properties.store(out, "Passwords of the demonstration's staff");
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be used", e);
    }
  }

  private static String random() {
    var bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    var hex = HexFormat.of().formatHex(bytes);
    return "brug-" + hex.substring(0, 4) + "-" + hex.substring(4, 8) + "-" + hex.substring(8);
  }
}
