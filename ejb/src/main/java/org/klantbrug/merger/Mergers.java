package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Cases;

/** Mergers and their runs: registered here, led by the process {@code migrationRun}. */
@ApplicationScoped
public class Mergers {
  @PersistenceContext private EntityManager entities;
  @Inject private Database database;
  @Inject private BusinessClock clock;
  @Inject private Cases cases;
  @Inject private Audit audit;

  /**
   * A merger as people see it.
   *
   * @param runId the newest run; null before the first
   * @param openRun whether that run is still going on
   * @param version counts the changes of what was registered and of how far it is
   */
  public record View(
      long id,
      String name,
      long acquirerId,
      String acquirerName,
      long acquiredId,
      String acquiredName,
      String acquiredCode,
      String transferBasis,
      String sector,
      String noticePeriod,
      LocalDate visibleFrom,
      String state,
      boolean demonstration,
      String dataOwnerTheirs,
      Long runId,
      Integer runNo,
      String runState,
      boolean openRun,
      Instant createdAt,
      int version) {}

  private static final String SEEN_FROM =
      """
      select m.*, a.name acquirer_name, b.name acquired_name, b.code acquired_code,
             r.id run_id, r.no run_no, r.state run_state, coalesce(r.closed_at is null and r.id is not null, false) open_run
        from merger_merger m
        join merger_company a on a.id = m.acquirer_id
        join merger_company b on b.id = m.acquired_id
        left join lateral (select * from merger_run r where r.merger_id = m.id and %s order by no desc limit 1) r on true
      """;

  private static final String VIEW = SEEN_FROM.formatted("true");

  /** All mergers, newest first. */
  public List<View> list() {
    return database.with(
        handle ->
            handle
                .createQuery(VIEW + "order by m.id desc")
                .map(ConstructorMapper.of(View.class))
                .list());
  }

  /** One merger. */
  public View read(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(VIEW + "where m.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(View.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("merger.unknown", id)));
  }

  /**
   * A merger as one of its runs, earlier or the newest, left it.
   *
   * @throws RuleBroken {@code merger.run-unknown}: this merger has no such run
   */
  public View readAt(long id, long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SEEN_FROM.formatted("r.id = :run") + "where m.id = :id and r.id is not null")
                .bind("id", id)
                .bind("run", runId)
                .map(ConstructorMapper.of(View.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("merger.run-unknown", runId)));
  }

  /** The merger of a run. */
  public View readByRun(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    VIEW + "where m.id = (select merger_id from merger_run where id = :run)")
                .bind("run", runId)
                .map(ConstructorMapper.of(View.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("merger.run-unknown", runId)));
  }

  /**
   * Registers a merger with its two companies and opens its first run, to which files are added.
   */
  @Transactional
  public long register(NewMerger wish, Staff by) {
    var acquirer = company(wish.acquirerCode(), wish.acquirerName(), true);
    var acquired = company(wish.acquiredCode(), wish.acquiredName(), false);
    if (wish.transferBasis() == null || wish.sector() == null) {
      throw new RuleBroken("merger.basis-missing");
    }
    var merger =
        new Merger(
            wish.name(),
            acquirer,
            acquired,
            wish.transferBasis(),
            wish.sector(),
            wish.visibleFrom(),
            wish.dataOwnerTheirs(),
            wish.demonstration(),
            by.id(),
            clock.now());
    refuseTakenName(merger.name());
    entities.persist(merger);
    entities.flush();
    database.use(handle -> Runs.open(handle, merger.id(), by.id(), clock.now()));
    record(by, "mergerRegistered", merger.id());
    return merger.id();
  }

  private void refuseTakenName(String name) {
    var taken =
        database.with(
            handle ->
                handle
                    .createQuery("select 1 from merger_merger where name = :name")
                    .bind("name", name)
                    .mapTo(Integer.class)
                    .findOne());
    if (taken.isPresent()) {
      throw new RuleBroken("merger.name-taken", name);
    }
  }

  private long company(String code, String name, boolean ours) {
    var plainCode = code == null ? "" : code.trim().toUpperCase(Locale.ROOT);
    if (!plainCode.matches("[A-Z][A-Z0-9_-]{1,19}")) {
      throw new RuleBroken("merger.company-code");
    }
    return database.with(
        handle -> {
          var known =
              handle
                  .createQuery("select id, ours from merger_company where code = :code")
                  .bind("code", plainCode)
                  .mapToMap()
                  .findOne();
          if (known.isPresent()) {
            refuseOtherSide(known.get(), plainCode, ours);
            return (Long) known.get().get("id");
          }
          return insertCompany(handle, plainCode, name, ours);
        });
  }

  private static void refuseOtherSide(Map<String, Object> known, String code, boolean ours) {
    if (!known.get("ours").equals(ours)) {
      throw new RuleBroken(ours ? "merger.company-is-not-ours" : "merger.company-is-ours", code);
    }
  }

  private static RuleBroken otherIsOurs(Handle handle) {
    return handle
        .createQuery("select name, code from merger_company where ours")
        .map(
            (row, context) ->
                new RuleBroken(
                    "merger.other-company-is-ours", row.getString("name"), row.getString("code")))
        .one();
  }

  private static long insertCompany(Handle handle, String code, String name, boolean ours) {
    if (name == null || name.isBlank()) {
      throw new RuleBroken("merger.company-name-missing", code);
    }
    return handle
        .createQuery(
            """
            insert into merger_company (code, name, ours) select :code, :name, :ours
             where not :ours or not exists (select 1 from merger_company where ours) returning id""")
        .bind("code", code)
        .bind("name", name.trim())
        .bind("ours", ours)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> otherIsOurs(handle));
  }

  /**
   * Starts the process of the merger's newest run. Needs customers of the acquired company among
   * its files; or contact history alone, once customers of an earlier run are live. After a run
   * that is over, {@link Runs#openAnother} comes first.
   *
   * @return the run
   * @throws RuleBroken {@code merger.*}: no run is open, it goes on already, it has no customers
   */
  @Transactional
  public long start(long mergerId, Staff by) {
    read(mergerId);
    var merger =
        entities.find(Merger.class, mergerId, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
    var view =
        read(mergerId); // after the lock: of two who start it at once, the second sees the first
    if (!view.openRun()) {
      throw new RuleBroken("merger.no-open-run", view.name());
    }
    if (!"OPEN".equals(view.runState())) {
      throw new RuleBroken("merger.run-goes-on", view.name());
    }
    var runId = view.runId();
    database.use(handle -> Runs.refuseWithoutCustomers(handle, runId));
    merger.start();
    database.use(
        handle ->
            handle
                .createUpdate(
                    "update merger_run set state = 'IMPORTING', started_by = :staff, started_at = :at where id = :run")
                .bind("staff", by.id())
                .bind("at", clock.now())
                .bind("run", runId)
                .execute());
    cases.start(
        "migrationRun",
        view.name(),
        Map.of("runId", runId, "mergerId", mergerId, "startedBy", by.id()));
    record(by, "runStarted", mergerId);
    return runId;
  }

  /** Notes where a run is; a closing state closes it and moves the merger along. */
  @Transactional
  public void runIs(long runId, String runState, Merger.State mergerState) {
    var mergerId =
        database.with(
            handle ->
                handle
                    .createQuery(
                        """
                        update merger_run set state = :state,
                               closed_at = case when :state in ('CLOSED', 'ABANDONED') then cast(:at as timestamptz) end
                         where id = :run returning merger_id""")
                    .bind("state", runState)
                    .bind("at", clock.now())
                    .bind("run", runId)
                    .mapTo(Long.class)
                    .one());
    if (mergerState != null) {
      entities.find(Merger.class, mergerId).end(mergerState);
    }
  }

  /**
   * Changes what was registered; the two companies and the name stay.
   *
   * @param dataOwnerTheirs may be null
   * @param version as it was read; null takes the place of whatever is there
   * @throws RuleBroken {@code merger.*}: something is missing, the merger is signed, changed since,
   *     or it has started and the day of visibility would move
   */
  @Transactional
  public void change(
      long mergerId,
      TransferBasis basis,
      Sector sector,
      LocalDate visibleFrom,
      String dataOwnerTheirs,
      Integer version,
      Staff by) {
    read(mergerId);
    var merger =
        entities.find(Merger.class, mergerId, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
    if (version != null && version != merger.version()) {
      throw new RuleBroken("merger.terms-changed");
    }
    var before = merger.visibleFrom();
    merger.change(basis, sector, visibleFrom, dataOwnerTheirs);
    entities.flush();
    record(
        by,
        "mergerChanged",
        mergerId,
        before.equals(visibleFrom) ? null : before + " -> " + visibleFrom);
  }

  private void record(Staff by, String action, long mergerId) {
    record(by, action, mergerId, null);
  }

  private void record(Staff by, String action, long mergerId, String what) {
    database.use(
        handle -> audit.record(handle, by.id(), by.login(), action, "merger", mergerId, what));
  }
}
