package org.klantbrug.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.task.api.Task;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Cases;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.WorkItems;

/**
 * The whole product in a running server, with a process and a job of the tests' own: tables,
 * processes, work items and jobs go together or not at all.
 */
@ExtendWith({TestServer.class, ArquillianExtension.class})
class ServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static long lastRun = 1_000_000;

  @Inject private RepositoryService models;
  @Inject private RuntimeService processes;
  @Inject private TaskService tasks;
  @Inject private Cases cases;
  @Inject private WorkItems workItems;
  @Inject private Jobs jobs;
  @Inject private JobBoard board;
  @Inject private People people;
  @Inject private StaffAdministration administration;
  @Inject private Database database;
  @Inject private UserTransaction transaction;

  private Staff starter;
  private Staff other;
  private long run;

  @Deployment
  static EnterpriseArchive klantbrug() {
    var jar =
        ShrinkWrap.create(JavaArchive.class, "it-jobs.jar")
            .addClass(SheepWork.class)
            .addAsManifestResource("server/count-sheep.xml", "batch-jobs/count-sheep.xml")
            .addAsManifestResource(
                new StringAsset(
                    "<ejb-jar xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"/>"),
                "ejb-jar.xml")
            .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    var war =
        ShrinkWrap.create(WebArchive.class, "it.war")
            .addClasses(ServerIT.class, TestServer.class)
            .addAsResource("server/sheepRun.bpmn20.xml");
    return Deployed.with(war).addAsModule(jar);
  }

  @BeforeEach
  void letPeopleAndAModelBeThere() {
    starter = member("starter");
    other = member("other");
    run = ++lastRun;
    if (models.createProcessDefinitionQuery().processDefinitionKey("sheepRun").count() == 0) {
      models
          .createDeployment()
          .addInputStream(
              "sheepRun.bpmn20.xml",
              ServerIT.class.getResourceAsStream("/server/sheepRun.bpmn20.xml"))
          .deploy();
    }
  }

  private Staff member(String login) {
    return people
        .findByLogin(login)
        .orElseGet(
            () -> {
              administration.create(
                  login,
                  "Een Collega",
                  null,
                  "nl",
                  "Vier fietsen in de regen",
                  List.of("adviser"),
                  false,
                  null);
              return people.findByLogin(login).orElseThrow();
            });
  }

  @Test
  void aTaskOfTheEngineIsAWorkItemAndNothingElseIs() throws Exception {
    assertThat(openItems()).containsExactlyInAnyOrderElementsOf(engineTasks());

    start();
    assertThat(engineTasks()).isNotEmpty();
    assertThat(openItems()).containsExactlyInAnyOrderElementsOf(engineTasks());

    workItems.complete(item("openGate"), other, "left", null);
    assertThat(openItems()).containsExactlyInAnyOrderElementsOf(engineTasks());
  }

  @Test
  void aProcessThatIsTakenAwayTakesItsWorkItemsWithIt() throws Exception {
    var process = start();
    transaction.begin();
    processes.deleteProcessInstance(process, "A test says so");
    transaction.commit();

    assertThat(openItems()).containsExactlyInAnyOrderElementsOf(engineTasks());
    assertThat(stateOf("openGate")).isEqualTo("WITHDRAWN");
  }

  @Test
  void processRowAndJobRequestAreRolledBackTogether() throws Exception {
    var before = everything();

    transaction.begin();
    cases.start("sheepRun", "Sheep " + run, ids());
    jobs.request("count-sheep", "run", run, Map.of(), null, starter.id(), Instant.now());
    administration.create(
        "gone" + run,
        "Gaat Weg",
        null,
        "nl",
        "Vier fietsen in de regen",
        List.of("adviser"),
        false,
        null);
    assertThat(everything()).isNotEqualTo(before);
    transaction.rollback();

    assertThat(everything()).isEqualTo(before);
    assertThat(people.findByLogin("gone" + run)).isEmpty();
  }

  @Test
  void theyAreCommittedTogether() throws Exception {
    transaction.begin();
    cases.start("sheepRun", "Sheep " + run, ids());
    var job = jobs.request("count-sheep", "run", run, Map.of(), null, starter.id(), Instant.now());
    transaction.commit();

    assertThat(stateOf("openGate")).isEqualTo("OPEN");
    await(() -> state(job).equals("COMPLETED"));
  }

  @Test
  void aJobRunsToItsEndAndWakesTheProcess() throws Exception {
    start();
    workItems.complete(item("openGate"), other, "opened", null);

    await(() -> !openOf("closeGate").isEmpty());

    var job = board.on("run", run).get(0);
    assertThat(job.state()).isEqualTo("COMPLETED");
    assertThat(job.done()).isEqualTo(SheepWork.SLICES);
    assertThat(slicesCounted(job.id())).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void whenTheDatabaseWasAwayASliceIsDoneAgainAndOnlyOnce() {
    var job =
        jobs.request(
            "count-sheep",
            "run",
            run,
            Map.of(SheepWork.STUMBLE, "yes"),
            null,
            starter.id(),
            Instant.now());

    await(() -> state(job).equals("COMPLETED"));

    assertThat(slicesCounted(job)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(board.find(job).orElseThrow().epoch()).isGreaterThan(1);
  }

  @Test
  void aJobThatBreaksARuleWaitsForAPersonAndSaysWhy() throws Exception {
    start();
    var asked =
        jobs.request(
            "count-sheep",
            "run",
            run,
            Map.of(SheepWork.REFUSE, "yes"),
            null,
            starter.id(),
            Instant.now());
    await(() -> state(asked).equals("FAILED"));

    assertThat(board.find(asked).orElseThrow().failureKey()).isEqualTo("work.unknown");
    assertThat(slicesCounted(asked)).doesNotContain(3L);
  }

  @Test
  void theSameJobIsNotAskedForTwice() {
    var first = jobs.request("count-sheep", "run", run, Map.of(), null, null, Instant.now());
    var second = jobs.request("count-sheep", "run", run, Map.of(), null, null, Instant.now());

    assertThat(second).isEqualTo(first);
    await(() -> state(first).equals("COMPLETED"));
    assertThat(slicesCounted(first)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void whoStartedARunCannotAnswerWhatAnotherMustDecide() throws Exception {
    start();

    assertThatThrownBy(() -> workItems.complete(item("openGate"), starter, "opened", null))
        .isInstanceOf(RuleBroken.class);
    assertThat(stateOf("openGate")).isEqualTo("OPEN");
    assertThat(openItems()).containsExactlyInAnyOrderElementsOf(engineTasks());
  }

  @Test
  void anAnswerThatIsNotThereChangesNothing() throws Exception {
    start();

    assertThatThrownBy(() -> workItems.complete(item("openGate"), other, "burnt", null))
        .isInstanceOf(RuntimeException.class);
    assertThat(stateOf("openGate")).isEqualTo("OPEN");
    assertThat(openItems()).containsExactlyInAnyOrderElementsOf(engineTasks());
  }

  @Test
  void anItemIsAnsweredOnce() throws Exception {
    start();
    var item = item("openGate");
    workItems.complete(item, other, "left", null);

    assertThatThrownBy(() -> workItems.complete(item, other, "opened", null))
        .isInstanceOf(RuleBroken.class);
  }

  private String start() throws Exception {
    transaction.begin();
    var process = cases.start("sheepRun", "Sheep " + run, ids());
    transaction.commit();
    return process;
  }

  private Map<String, Object> ids() {
    return Map.of("runId", run, "mergerId", 1L, "startedBy", starter.id());
  }

  private List<String> engineTasks() {
    return tasks.createTaskQuery().list().stream().map(Task::getId).toList();
  }

  private List<String> openItems() {
    return database.with(
        handle ->
            handle
                .createQuery("select engine_task_id from work_item where state = 'OPEN'")
                .mapTo(String.class)
                .list());
  }

  private List<Long> openOf(String kind) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select id from work_item
                     where kind = :kind and subject_id = :run and state = 'OPEN'\
                    """)
                .bind("kind", kind)
                .bind("run", run)
                .mapTo(Long.class)
                .list());
  }

  private long item(String kind) {
    return openOf(kind).get(0);
  }

  private String stateOf(String kind) {
    return database.with(
        handle ->
            handle
                .createQuery("select state from work_item where kind = :kind and subject_id = :run")
                .bind("kind", kind)
                .bind("run", run)
                .mapTo(String.class)
                .one());
  }

  private String state(long job) {
    return board.find(job).orElseThrow().state();
  }

  private List<Long> slicesCounted(long job) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select cast(subject_id as bigint) from audit_event
                     where action = 'sheepCounted' and subject_kind = :kind order by 1\
                    """)
                .bind("kind", "sheep" + job)
                .mapTo(Long.class)
                .list());
  }

  /** How many there are of all that a transaction may touch. */
  private List<Long> everything() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from work_item
                    union all select count(*) from work_job
                    union all select count(*) from identity_staff
                    union all select count(*) from audit_event
                    union all select count(*) from act_ru_execution
                    union all select count(*) from act_ru_task
                    union all select count(*) from act_ru_variable\
                    """)
                .mapTo(Long.class)
                .list());
  }

  private static void await(Supplier<Boolean> condition) {
    var end = Instant.now().plus(PATIENCE);
    while (!condition.get()) {
      assertThat(Instant.now()).as("It did not come to that in time").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
