package org.klantbrug.engine.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.Jobs;

/**
 * The engine with our models, allow-list and delegates on a real PostgreSQL, without a server. Jobs
 * are requests in the table; a test ends them.
 */
final class TestEngine implements AutoCloseable {
  static final long STARTER = 1;

  private static DataSource filled;

  final ProcessEngine engine;
  final Jobs jobs;
  final JobRuns runs;
  final Facts facts = new Facts();
  private final Outbox outbox;
  private final Database database;

  /** What gateways ask; a test answers. */
  public static final class Facts {
    boolean rejects;
    boolean pairs;
    boolean history;
    boolean historyOnly;
    boolean byWaves;

    /** Answers {@code migrationRunFacts.hasRejects}. */
    public boolean hasRejects(long runId) {
      return rejects;
    }

    /** Answers {@code migrationRunFacts.hasPairsToReview}. */
    public boolean hasPairsToReview(long runId) {
      return pairs;
    }

    /** Answers {@code migrationRunFacts.bringsHistoryOnly}. */
    public boolean bringsHistoryOnly(long runId) {
      return historyOnly;
    }

    /** Answers {@code migrationRunFacts.goesByWaves}. */
    public boolean goesByWaves(long runId) {
      return byWaves;
    }

    /** Answers {@code migrationRunFacts.historyNeedsExplanation}. */
    public boolean historyNeedsExplanation(long runId) {
      return history;
    }
  }

  /** Harmless, but not on the list of what a model may name. */
  public static final class Foreign {
    boolean reached;

    /** Notes that a model came here. */
    public boolean reach() {
      reached = true;
      return true;
    }
  }

  final Foreign foreign = new Foreign();

  TestEngine() {
    this(TestDatabase.copyOf(filled()), "false");
  }

  /** What each test begins with; making the engine's tables takes longer than most tests. */
  private static synchronized DataSource filled() {
    if (filled == null) {
      var made = TestDatabase.fresh();
      try (var first = new TestEngine(made, "true")) {
        first.letPeopleAndModelsBeThere();
      }
      filled = made;
    }
    return filled;
  }

  private TestEngine(DataSource dataSource, String schemaUpdate) {
    database = new Database(dataSource);
    var clock = new BusinessClock();
    outbox = new Outbox(database, clock, null);
    jobs = new Jobs(database, null);
    runs = new JobRuns(database, outbox, null);
    Map<String, Supplier<Object>> beans = new TreeMap<>();
    beans.put("runJob", () -> delegate(clock));
    beans.put("migrationRunFacts", () -> facts);
    beans.put("foreign", () -> foreign);
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(dataSource);
    configuration.setDatabaseSchemaUpdate(schemaUpdate);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    configuration.setEnableSafeBpmnXml(true);
    configuration.setAsyncExecutorActivate(false);
    configuration.setBeans(new AllowedBeans(NamedBeans.of(beans)));
    configuration.addPreBeanELResolver(new SafeExpressions());
    engine = configuration.buildProcessEngine();
  }

  private void letPeopleAndModelsBeThere() {
    database.use(
        handle ->
            handle.execute(
                "insert into identity_staff (login, full_name) values ('starter', 'Starter'),"
                    + " ('other', 'Other')"));
    var deployment = engine.getRepositoryService().createDeployment();
    Models.KEYS.forEach(key -> deployment.addClasspathResource(Models.resource(key)));
    deployment.deploy();
  }

  private RunJobDelegate delegate(BusinessClock clock) {
    var delegate = new RunJobDelegate();
    inject(delegate, "jobs", jobs);
    inject(delegate, "clock", clock);
    return delegate;
  }

  private static void inject(Object bean, String field, Object value) {
    try {
      var declared = bean.getClass().getDeclaredField(field);
      declared.setAccessible(true);
      declared.set(bean, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a run with the name of its merger as business key. */
  String start(String name) {
    return start("migrationRun", name);
  }

  /** Starts the contact history alone, as for a closed run. */
  String startHistory(String name) {
    return start("contactHistoryTransfer", name);
  }

  private String start(String model, String name) {
    var ids =
        new HashMap<String, Object>(Map.of("runId", 7L, "mergerId", 3L, "startedBy", STARTER));
    return engine.getRuntimeService().startProcessInstanceByKey(model, name, ids).getId();
  }

  /** Starts the handling of a complaint that waits for this. */
  String startComplaint(String number, String stage, boolean acknowledged) {
    return engine
        .getRuntimeService()
        .startProcessInstanceByKey(
            "complaintHandling",
            number,
            Map.of("complaintId", 5L, "stage", stage, "acknowledged", acknowledged))
        .getId();
  }

  /** The process of an objection that waits at a stage. */
  String startObjection(String number, String stage) {
    return engine
        .getRuntimeService()
        .startProcessInstanceByKey(
            "objectionHandling", number, Map.of("objectionId", 1L, "stage", stage))
        .getProcessInstanceId();
  }

  /** The process of a crisis that somebody proposed. */
  String startCrisis(String number) {
    return engine
        .getRuntimeService()
        .startProcessInstanceByKey("crisisResponse", number, Map.of("crisisId", 1L))
        .getProcessInstanceId();
  }

  /** The process of a report that waits to be judged. */
  String startThreat(String number) {
    return engine
        .getRuntimeService()
        .startProcessInstanceByKey("threatTriage", number, Map.of("threatId", 1L))
        .getProcessInstanceId();
  }

  /** Starts the cut-over of a wave that was let go. */
  String startWave(String name) {
    return engine
        .getRuntimeService()
        .startProcessInstanceByKey(
            "waveCutover", name, Map.of("waveId", 9L, "mergerId", 3L, "startedBy", STARTER))
        .getId();
  }

  /** The tasks for people that are open, by key. */
  List<String> openTasks() {
    return engine.getTaskService().createTaskQuery().list().stream()
        .map(Task::getTaskDefinitionKey)
        .sorted()
        .toList();
  }

  /** The processes as the business sees them. */
  EngineCases cases() {
    var cases = new EngineCases();
    inject(cases, "runtime", engine.getRuntimeService());
    inject(cases, "tasks", engine.getTaskService());
    return cases;
  }

  /** A person answers the only open task, which must be this one. */
  void answer(String task, String outcome) {
    var open = engine.getTaskService().createTaskQuery().taskDefinitionKey(task).singleResult();
    if (open == null) {
      throw new AssertionError("Not open: " + task + " but " + openTasks());
    }
    engine.getTaskService().complete(open.getId(), Map.of("outcome", outcome));
  }

  /** Runs the only job that is asked for, which must be this one, to its end. */
  void jobEnds(String kind) {
    var lease = take(kind);
    runs.complete(lease);
    wake();
  }

  /** As {@link #jobEnds}, but the job cannot go on. */
  void jobFails(String kind) {
    var lease = take(kind);
    runs.fail(lease, "job.failed.unexpected", "A test says so");
    wake();
  }

  private JobLease take(String kind) {
    var lease =
        runs.take("test").orElseThrow(() -> new AssertionError("No job asked for: " + kind));
    var found = jobs.read(lease.jobId()).kind();
    if (!found.equals(kind)) {
      throw new AssertionError("Asked for: " + found + ", not " + kind);
    }
    return lease;
  }

  private void wake() {
    var request = outbox.next("WAKE_PROCESS").orElseThrow();
    engine.getRuntimeService().trigger(request.target(), null, new HashMap<>(request.values()));
    outbox.done(request);
  }

  boolean isOver(String processId) {
    return engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(processId)
            .count()
        == 0;
  }

  @Override
  public void close() {
    engine.close();
  }
}
