package org.klantbrug.ending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.MergerWay;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.wave.LateRecords;
import org.klantbrug.wave.WaveBalance;
import org.klantbrug.wave.WaveFacts;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** The small takeover, live, closed and signed, with its files in a folder. */
final class EndFixture implements AutoCloseable {
  /** After the eight weeks of the last transfer. */
  static final Instant LATER = Instant.parse("2026-09-01T08:00:00Z");

  static final String CUSTOMERS =
      """
      source_key;family_name;iban;secret;birth_date
      B1;de Vries;NL91ABNA0417164300;x;1980-05-03
      B2;Bakker;NL20INGB0001234567;y;1975-01-02
      """;

  final SmallTakeover takeover = SmallTakeover.live();
  final MadeUpMerger in = takeover.in;
  final BusinessClock clock = new BusinessClock();
  final List<String> work = new ArrayList<>();
  final EndGate gate;
  final Archives archives;
  final ArchiveMaking making;
  final ArchiveChecks checks;
  final ArchiveReading reading;
  final Purges purges;
  final Purging purging;
  final Path archived;
  final Staff lead;
  final Staff finance;

  EndFixture(Path folder) {
    at(LATER);
    archived = folder.resolve("archive");
    var audit = new Audit(in.database, clock);
    var tasks = new EndTasks(new NotedWork(), clock);
    var waves = new WaveFacts(in.database, in.rehearsal, new RunCutovers(in.database, in.transfer));
    var facts =
        new EndFacts(
            new WaveBalance(in.database, waves),
            new LateRecords(in.database, waves, clock, audit),
            new MergerWay(in.database, audit),
            clock);
    gate = new EndGate(in.database, facts, tasks, clock, audit);
    archives = new Archives(in.database, new Jobs(in.database, null), clock, audit);
    var store = new ArchiveStore(archived);
    var deliveries = new Deliveries(in.database, audit);
    making = new ArchiveMaking(in.database, deliveries, store, clock);
    checks = new ArchiveChecks(in.database, archives, store, tasks, clock, audit);
    reading =
        new ArchiveReading(in.database, archives, store, deliveries, new Visible(), clock, audit);
    purges = new Purges(in.database, archives, tasks, new Jobs(in.database, null), clock, audit);
    purging = new Purging(in.database, clock, audit);
    lead = staff(in.operator, "migrationLead", Action.ENDING_SIGN, Action.ENDING_PREPARE);
    finance = staff(in.finance, "finance", Action.ENDING_SIGN, Action.ARCHIVE_READ);
    in.sql("update merger_run set state = 'CLOSED', closed_at = started_at");
    in.sql("update merger_merger set state = 'SIGNED'");
    in.sql("update merger_reject set state = 'ACCEPTED', reason = 'Nobody knows him'");
    in.sql("update transfer_cutover set live_at = timestamptz '2026-05-04 10:00Z'");
    lieThere(folder);
  }

  /** Its customers are in sight. */
  private final class Visible extends Mergers {
    @Override
    public View read(long id) {
      return new View(
          id,
          "Zuiderwind",
          1,
          "",
          2,
          "",
          "",
          "",
          "",
          "",
          MadeUpMerger.TODAY,
          "SIGNED",
          false,
          null,
          null,
          null,
          null,
          false,
          MadeUpMerger.T,
          0);
    }
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  static Staff staff(long id, String role, Action... may) {
    return new Staff(
        id,
        "s" + id,
        "Staff " + id,
        "nl",
        false,
        null,
        Set.of(role),
        Stream.of(may).map(Action::code).collect(Collectors.toUnmodifiableSet()));
  }

  /** A file of a run that was abandoned: read in, and never carried. */
  long abandoned(Path folder) {
    var run = in.run();
    var delivery = in.delivery(run, in.theirs, Entity.CUSTOMER, "abandoned.csv");
    lies(folder, delivery, "source_key;family_name\nB77;Oud\n");
    in.sql("update merger_run set state = 'ABANDONED', closed_at = started_at where id = " + run);
    return delivery;
  }

  private void lieThere(Path folder) {
    for (var delivery :
        in.texts("select cast(id as text) from merger_delivery where state = 'IMPORTED'")) {
      var customers = Long.parseLong(delivery) == takeover.customers;
      lies(
          folder,
          Long.parseLong(delivery),
          customers ? CUSTOMERS : "source_key;customer_key\nX" + delivery + ";B9\n");
    }
  }

  /** A delivered file lies there. */
  void lies(Path folder, long delivery, String content) {
    try {
      var file = Files.writeString(folder.resolve(delivery + ".csv"), content);
      var form = FileForm.of(file);
      var entity =
          Entity.valueOf(in.text("select entity from merger_delivery where id = " + delivery));
      in.sql(
          """
          update merger_delivery set stored_path = '%s', form = '%s', sha256 = decode('%s', 'hex') where id = %d"""
              .formatted(file, json(form), ArchiveStore.hashOf(content), delivery));
      in.sql(
          "update merger_mapping set mapping = '%s' where id = (select mapping_id from merger_delivery where id = %d)"
              .formatted(mapping(entity, form.header()).toJson(), delivery));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mapping mapping(Entity entity, List<String> header) {
    return new Mapping(
        entity,
        header.stream()
            .map(
                name ->
                    name.equals("secret")
                        ? new Mapping.Column(name, Mapping.Use.NOT_NEEDED, List.of())
                        : new Mapping.Column(
                            name, Mapping.Use.FIELDS, List.of(Mapping.Target.plain(name))))
            .toList());
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the archive as the job does. */
  Archive archive() {
    var id = archives.ask(in.merger, lead);
    making.deliveries(id).forEach(delivery -> making.take(id, delivery));
    making.seal(in.lease, id);
    return archives.read(id);
  }

  /** Everything that only people know is said. */
  void everybodySays() {
    for (var criterion : Criterion.values()) {
      if (criterion.isSaid()) {
        gate.say(
            in.merger,
            criterion,
            "Zo is het",
            criterion == Criterion.HOLDS ? 0 : null,
            staff(in.finance, criterion.role()));
      }
    }
  }

  /** Nothing is missing and two signed. */
  void ends() {
    gate.look(in.merger, lead);
    checks.check(archive().id(), lead);
    everybodySays();
    gate.sign(in.merger, "", lead);
    gate.sign(in.merger, "", finance);
  }

  /** Raw data go as the job lets them. */
  Purge purge() {
    var id = purges.current(in.merger).orElseThrow().id();
    purging.plan(in.lease, id).forEach(part -> purging.empty(id, part.no()));
    purging.finish(in.lease, id);
    return purges.current(in.merger).orElseThrow();
  }

  List<String> missing() {
    return gate.newest(in.merger).orElseThrow().findings().stream()
        .filter(Finding::missing)
        .map(each -> each.criterion() + " " + each.code())
        .toList();
  }

  @Override
  public void close() {
    in.close();
  }

  private final class NotedWork extends WorkItems {
    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return work.contains(kind);
    }

    @Override
    public void open(WorkItem item) {
      work.add(item.kind());
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      work.remove(kind);
    }
  }
}
