package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.work.ProcessPicture;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * The processes of a subject: one as a picture, all in words. The address names it by its kind, as
 * in {@code ?complaint=12}.
 */
@Named
@RequestScoped
public class ProcessPage {
  @Inject private ProcessPicture picture;
  @Inject private ProcessReaders readers;
  @Inject @Param private String process;

  private String kind;
  private long id;
  private List<ProcessPicture.Instance> all;
  private List<ProcessSteps.Step> steps;

  /** Reads the processes; a subject without any has no picture. */
  public void act() {
    kind =
        readers.kinds().stream()
            .filter(each -> Faces.getRequestParameter(each) != null)
            .findFirst()
            .orElseThrow(NotThere::new);
    id = key(Faces.getRequestParameter(kind));
    readers.need(kind, id);
    all = picture.of(kind, id);
    if (all.isEmpty()) {
      throw new NotThere();
    }
  }

  private static long key(String asked) {
    try {
      return Long.parseLong(asked);
    } catch (NumberFormatException noKey) {
      throw new NotThere();
    }
  }

  /** What the processes are about, such as {@code complaint}. */
  public String getKind() {
    return kind;
  }

  /** Key of that. */
  public long getId() {
    return id;
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
