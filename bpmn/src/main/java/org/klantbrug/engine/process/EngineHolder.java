package org.klantbrug.engine.process;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import java.util.List;
import javax.sql.DataSource;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.HistoryService;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.cfg.JtaProcessEngineConfiguration;
import org.flowable.engine.impl.cmd.ClearProcessInstanceLockTimesCmd;

/**
 * Starts the process engine with the server, in the container's transactions and on its threads.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EngineHolder {
  private static final int LOCK_MILLIS = 5 * 60 * 1000;

  @Resource(lookup = "java:jboss/datasources/KlantbrugDS")
  private DataSource dataSource;

  @Resource(lookup = "java:jboss/TransactionManager")
  private TransactionManager transactions;

  @Resource private ManagedThreadFactory threads;
  @Inject private BeanManager beans;
  @Inject private WorkItemProjection workItems;
  @Inject private EngineClock clock;

  private ProcessEngine engine;

  @PostConstruct
  void start() {
    var node = System.getProperty("jboss.node.name", "klantbrug-1");
    var configuration = new JtaProcessEngineConfiguration();
    configuration.setTransactionManager(transactions);
    configuration.setDataSource(dataSource);
    configuration.setDatabaseSchemaUpdate("false");
    configuration.setHistoryLevel(HistoryLevel.ACTIVITY);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    configuration.setEnableSafeBpmnXml(true);
    configuration.setClassLoader(EngineHolder.class.getClassLoader());
    configuration.setBeans(new AllowedBeans(beans));
    configuration.addPreBeanELResolver(new SafeExpressions());
    configuration.setEventListeners(List.of(workItems));
    configuration.setClock(clock);
    configuration.setAsyncExecutorThreadFactory(threads);
    configuration.setAsyncExecutorLockOwner(node);
    configuration.setAsyncExecutorTimerLockTimeInMillis(LOCK_MILLIS);
    configuration.setAsyncExecutorAsyncJobLockTimeInMillis(LOCK_MILLIS);
    configuration.setAsyncExecutorActivate(false);
    engine = configuration.buildProcessEngine();
    engine.getManagementService().executeCommand(new ClearProcessInstanceLockTimesCmd(node));
    deploy();
    engine.getProcessEngineConfiguration().getAsyncExecutor().start();
  }

  private void deploy() {
    var deployment =
        engine
            .getRepositoryService()
            .createDeployment()
            .name("klantbrug")
            .enableDuplicateFiltering();
    Models.KEYS.forEach(key -> deployment.addClasspathResource(Models.resource(key)));
    deployment.deploy();
  }

  @PreDestroy
  void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  /** For injection. */
  @Produces
  public RuntimeService runtime() {
    return engine.getRuntimeService();
  }

  /** For injection. */
  @Produces
  public TaskService tasks() {
    return engine.getTaskService();
  }

  /** For injection. */
  @Produces
  public RepositoryService repository() {
    return engine.getRepositoryService();
  }

  /** For injection. */
  @Produces
  public HistoryService history() {
    return engine.getHistoryService();
  }
}
