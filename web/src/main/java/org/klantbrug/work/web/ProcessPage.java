package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.work.ProcessPicture;
import org.omnifaces.cdi.Param;

/** The processes of a run: one as a picture, all in words. */
@Named
@RequestScoped
public class ProcessPage {
  @Inject private ProcessPicture picture;
  @Inject @Param private Long run;
  @Inject @Param private String process;

  private List<ProcessPicture.Instance> all;
  private List<ProcessSteps.Step> steps;

  /** Reads the processes; a run without any has no picture. */
  public void act() {
    if (run == null) {
      throw new NotThere();
    }
    all = picture.of(run);
    if (all.isEmpty()) {
      throw new NotThere();
    }
  }

  /** The run. */
  public Long getRun() {
    return run;
  }

  /** All processes of the run, the leading one first. */
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
