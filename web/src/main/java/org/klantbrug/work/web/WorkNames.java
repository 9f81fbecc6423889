package org.klantbrug.work.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.WorkItems;

/** Work items and jobs for programs: with their codes, and as people call them. */
@RequestScoped
public class WorkNames {
  @Inject private Texts say;

  /**
   * A work item.
   *
   * @param name what it is called in the reader's language
   * @param roleName what the role is called
   */
  public record Item(@JsonUnwrapped WorkItems.Line item, String name, String roleName) {}

  /**
   * A job.
   *
   * @param name what it is called in the reader's language
   */
  public record Job(@JsonUnwrapped JobBoard.Row job, String name) {}

  /** The item with its names. */
  public Item item(WorkItems.Line item) {
    return new Item(item, say.code("step.", item.kind()), say.code("role.", item.role()));
  }

  /** The job with its name. */
  public Job job(JobBoard.Row job) {
    return new Job(job, say.job(job.kind()));
  }
}
