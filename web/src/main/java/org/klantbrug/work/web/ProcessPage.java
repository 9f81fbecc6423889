package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.work.ProcessPicture;
import org.omnifaces.cdi.Param;

/**
 * The processes of a run, a complaint, a campaign or an objection: one as a picture, all in words.
 */
@Named
@RequestScoped
public class ProcessPage {
  @Inject private ProcessPicture picture;
  @Inject private ProcessReaders readers;
  @Inject @Param private Long run;
  @Inject @Param private Long complaint;
  @Inject @Param private Long objection;
  @Inject @Param private Long wave;
  @Inject @Param private Long campaign;
  @Inject @Param private String process;

  private List<ProcessPicture.Instance> all;
  private List<ProcessSteps.Step> steps;

  /** Reads the processes; a subject without any has no picture. */
  public void act() {
    if (getId() == null) {
      throw new NotThere();
    }
    readers.need(getKind(), getId());
    all = picture.of(getKind(), getId());
    if (all.isEmpty()) {
      throw new NotThere();
    }
  }

  /**
   * What the processes are about: {@code run}, {@code wave}, {@code complaint}, {@code campaign} or
   * {@code objection}.
   */
  public String getKind() {
    if (objection != null) {
      return "objection";
    }
    if (campaign != null) {
      return "campaign";
    }
    if (wave != null) {
      return "wave";
    }
    return complaint == null ? "run" : "complaint";
  }

  /** Key of that; null if the address names none. */
  public Long getId() {
    if (objection != null) {
      return objection;
    }
    if (campaign != null) {
      return campaign;
    }
    if (wave != null) {
      return wave;
    }
    return complaint == null ? run : complaint;
  }

  /** All its processes, the leading one first. */
  public List<ProcessPicture.Instance> getAll() {
    return all;
  }

  /** The steps of the one in the picture, each with its state. */
  public List<ProcessSteps.Step> getSteps() {
    if (steps == null) {
      steps =
          ProcessSteps.of(getShown(), ModelInWords.read(picture.model(getShown().definition())));
    }
    return steps;
  }

  /** The one in the picture: what the address names, else the leading one. */
  public ProcessPicture.Instance getShown() {
    return all.stream().filter(each -> each.id().equals(process)).findFirst().orElse(all.get(0));
  }
}
