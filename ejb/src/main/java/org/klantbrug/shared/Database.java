package org.klantbrug.shared;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * The one way to SQL. Work joins the transaction that is there; {@link #inTransaction} makes one if
 * there is none. In the server that is the container's transaction, which JPA and the process
 * engine share.
 */
@ApplicationScoped
public class Database {
  @Resource(lookup = "java:jboss/datasources/KlantbrugDS")
  private DataSource dataSource;

  @Resource(lookup = "java:jboss/TransactionManager")
  private TransactionManager transactions;

  private Jdbi jdbi;

  /** SQLSTATE character_not_in_repertoire. */
  private static final String NOT_A_CHARACTER = "22021";

  /** For the container. */
  public Database() {}

  /** Outside a server (tests, command line): transactions are the connection's own. */
  public Database(DataSource dataSource) {
    this.jdbi = Jdbi.create(dataSource);
  }

  @PostConstruct
  void joinContainerTransactions() {
    jdbi = Jdbi.create(dataSource).setTransactionHandler(new CMTTransactionHandler());
  }

  /**
   * Runs {@code work} on a connection; a single statement, or a part of the transaction around it.
   */
  public <T> T with(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw refusedText(e);
    }
  }

  /** As {@link #with}, without a result. */
  public void use(Consumer<Handle> work) {
    with(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  /**
   * Runs {@code work} all or nothing: in the transaction that is there, else in one of its own that
   * is committed at the end and rolled back on any exception.
   */
  public <T> T inTransaction(Function<Handle, T> work) {
    if (transactions == null) {
      try {
        return jdbi.inTransaction(work::apply);
      } catch (JdbiException e) {
        throw refusedText(e);
      }
    }
    try {
      if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
        return with(work);
      }
      return inOwnTransaction(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The transaction manager refused", e);
    }
  }

  private <T> T inOwnTransaction(Function<Handle, T> work) throws Exception {
    transactions.begin();
    T result;
    try {
      result = with(work);
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
    transactions.commit();
    return result;
  }

  /** PostgreSQL keeps no NUL in a text: then it is what was typed that is wrong, not the system. */
  private static RuntimeException refusedText(JdbiException e) {
    return e.getCause() instanceof SQLException sql && NOT_A_CHARACTER.equals(sql.getSQLState())
        ? new RuleBroken("text.not-a-character")
        : e;
  }

  /** What went wrong is what the caller must hear, also when the rollback goes wrong too. */
  private void rollBack(Throwable reason) {
    try {
      transactions.rollback();
    } catch (Exception alsoWrong) {
      reason.addSuppressed(alsoWrong);
    }
  }
}
