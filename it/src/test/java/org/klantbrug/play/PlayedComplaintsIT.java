package org.klantbrug.play;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.server.Deployed;
import org.klantbrug.server.TestServer;
import org.klantbrug.shared.Database;

/** Published complaints, played through intake, process and clocks as they came. */
@Tag("play")
@ExtendWith({TestServer.class, ArquillianExtension.class})
class PlayedComplaintsIT {
  private static final String SETTINGS = "play/files.properties";

  @Inject private Player player;
  @Inject private Database database;
  @Inject private People people;
  @Inject private StaffAdministration administration;

  private final Properties files = new Properties();
  private Staff colleague;

  @Deployment
  static EnterpriseArchive klantbrug() {
    var files =
        List.of("cfpb", "nyc311", "channels").stream()
            .filter(name -> System.getProperty("play." + name) != null)
            .map(name -> name + "=" + System.getProperty("play." + name))
            .collect(Collectors.joining("\n"));
    return Deployed.with(
        ShrinkWrap.create(WebArchive.class, "play.war")
            .addPackage(PlayedComplaintsIT.class.getPackage())
            .addClass(TestServer.class)
            .addAsLibraries(Deployed.jarOf(CsvReader.class))
            .addAsResource("play/channels.properties")
            .addAsResource(new StringAsset(files), SETTINGS));
  }

  @BeforeEach
  void readWhatToPlay() throws IOException {
    try (var in = PlayedComplaintsIT.class.getResourceAsStream("/" + SETTINGS)) {
      files.load(in);
    }
    if (people.findByLogin("player").isEmpty()) {
      administration.create(
          "player",
          "Een Speler",
          null,
          "nl",
          "Vier fietsen in de regen",
          List.of("adviser", "backOfficeHandler"),
          false,
          null);
    }
    colleague = people.findByLogin("player").orElseThrow();
  }

  @Test
  void consumerComplaintsComeOutAsTheyWerePublished() throws IOException {
    played("cfpb", ComplaintFiles::cfpb);
  }

  @Test
  void serviceRequestsComeOutAsTheyWerePublished() throws IOException {
    played("nyc311", ComplaintFiles::nyc311);
  }

  private void played(String name, Function<Path, List<PlayedComplaint>> reader)
      throws IOException {
    Assumptions.assumeTrue(files.containsKey(name), "No file is given: -Dplay." + name + "=FILE");
    var all = reader.apply(Path.of(files.getProperty(name)));

    var intake = player.play(name, all, channels(), colleague);

    tell(name, all, intake);
    assertThat(textsOf(name))
        .isEqualTo(
            all.stream()
                .collect(Collectors.toMap(each -> name + "-" + each.key(), PlayedComplaint::text)));
    var answered = (int) all.stream().filter(each -> each.answered() != null).count();
    assertThat(clocks(name, "ACKNOWLEDGE", "ended_at is not null")).isEqualTo(all.size());
    assertThat(clocks(name, "OUTCOME", "ended_at is not null")).isEqualTo(answered);
    assertThat(clocks(name, "OUTCOME", "ended_at is null")).isEqualTo(all.size() - answered);
    assertThat(clocks(name, "OUTCOME", "(state = 'BREACHED_THEN_MET') <> (ended_at > limit_at)"))
        .isZero();
    assertThat(openProcesses(name)).isEqualTo(all.size());
  }

  private void tell(String name, List<PlayedComplaint> all, Duration intake) {
    System.out.printf(
        "%s: %d received and confirmed in %d s; answered in time %d, late %d; still open %d%n",
        name,
        all.size(),
        intake.toSeconds(),
        clocks(name, "OUTCOME", "state = 'MET'"),
        clocks(name, "OUTCOME", "state = 'BREACHED_THEN_MET'"),
        clocks(name, "OUTCOME", "ended_at is null"));
  }

  private Map<String, Channel> channels() throws IOException {
    var named = new Properties();
    try (var in = PlayedComplaintsIT.class.getResourceAsStream("/play/channels.properties")) {
      named.load(in);
    }
    named.load(new StringReader(files.getProperty("channels", "").replace(',', '\n')));
    var channels = new HashMap<String, Channel>();
    named.forEach((theirs, ours) -> channels.put((String) theirs, Channel.valueOf((String) ours)));
    return channels;
  }

  private Map<String, String> textsOf(String name) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select sender_key, text from complaint_complaint where sender_key like :name || '-%'")
                .bind("name", name)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private int clocks(String name, String stage, String which) {
    return count(
        "select count(*) from sla_clock s join complaint_complaint k on s.subject_kind = 'COMPLAINT' and s.subject_id = k.id"
            + " where k.sender_key like :name || '-%' and s.stage = '"
            + stage
            + "' and "
            + which,
        name);
  }

  /** Told, and not closed yet: the feedback is still to be promised. */
  private int openProcesses(String name) {
    return count(
        """
        select count(*) from act_ru_execution e join complaint_complaint k on k.process_id = e.id_
         where k.sender_key like :name || '-%'""",
        name);
  }

  private int count(String sql, String name) {
    return database.with(
        handle -> handle.createQuery(sql).bind("name", name).mapTo(Integer.class).one());
  }
}
