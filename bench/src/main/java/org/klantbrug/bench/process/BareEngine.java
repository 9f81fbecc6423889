package org.klantbrug.bench.process;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.klantbrug.bench.Together;

/**
 * The engine with the model of a complaint's handling and nothing around it: no complaint, no
 * clock, no work item, no server. Each start and each answer is a transaction of its own.
 */
public final class BareEngine implements AutoCloseable {
  private static final String MODEL = "complaintHandling";
  private static final long SOMEBODY = 1;

  /** What people answer on the way that the measured complaints take. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "acknowledgeReceipt", "acknowledged",
          "assessComplaint", "investigate",
          "investigateComplaint", "investigated",
          "decideComplaint", "decided",
          "writeExplanation", "explained",
          "giveOutcome", "told",
          "closeComplaint", "closed");

  private final ProcessEngine engine;
  private final Queue<String> started = new ConcurrentLinkedQueue<>();

  /**
   * Starts it on a database that has the engine's tables.
   *
   * @param database keeps its connections
   */
  public BareEngine(DataSource database) {
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate("false");
    configuration.setHistoryLevel(HistoryLevel.ACTIVITY);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    configuration.setAsyncExecutorActivate(false);
    engine = configuration.buildProcessEngine();
    engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("processes/" + MODEL + ".bpmn20.xml")
        .deploy();
  }

  /** How many tasks lie on the way of one complaint. */
  public static int tasks() {
    return ANSWERS.size();
  }

  /** Starts so many, by two at once. */
  public void start(int count) {
    byTwo(
        count,
        no ->
            started.add(
                engine
                    .getRuntimeService()
                    .startProcessInstanceByKey(
                        MODEL,
                        "K2026-" + no,
                        Map.of("complaintId", no, "stage", "ASSESSMENT", "acknowledged", false))
                    .getId()));
  }

  /** Answers each task of everything that was started, by two at once. */
  public void complete() {
    byTwo(started.size(), no -> completeOne(started.remove()));
  }

  private void completeOne(String process) {
    var tasks = engine.getTaskService();
    for (var open = tasks.createTaskQuery().processInstanceId(process).list();
        !open.isEmpty();
        open = tasks.createTaskQuery().processInstanceId(process).list()) {
      for (var task : open) {
        tasks.complete(
            task.getId(),
            Map.of("outcome", ANSWERS.get(task.getTaskDefinitionKey()), "decidedBy", SOMEBODY));
      }
    }
  }

  private static void byTwo(int count, LongConsumer work) {
    Together.work(
        2,
        first ->
            () -> {
              LongStream.iterate(first, no -> no < count, no -> no + 2).forEach(work);
              return null;
            });
  }

  @Override
  public void close() {
    engine.close();
  }
}
