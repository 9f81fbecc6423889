package org.klantbrug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.klantbrug.work.JobWork;

/** A job has one name: of its file, of the bean that does it, and of the step that asks for it. */
class JobFilesTest {
  private static final String FOLDER = "src/main/resources/META-INF/batch-jobs";
  private static final Pattern JOB = Pattern.compile("<job id=\"([^\"]+)\"");
  private static final Pattern TASK = Pattern.compile("<serviceTask id=\"([^\"]+)\"");

  /** Runs that began under the first version of their model still ask for it. */
  private static final Set<String> OF_EARLIER_VERSIONS = Set.of("undo-contact-history");

  /** People ask for these on a page, and no process waits for them. */
  private static final Set<String> OF_NO_MODEL = Set.of("make-archive", "purge-raw-data");

  @Test
  void everyJobFileHasExactlyOneBeanAndEveryBeanAFile() throws ReflectiveOperationException {
    assertThat(kinds()).isNotEmpty().containsExactlyInAnyOrderElementsOf(fileNames());
  }

  @Test
  void aJobIsCalledAsItsFile() {
    for (var file : Modules.files("batch-jobs", FOLDER, any -> true)) {
      assertThat(all(JOB, Modules.text(file)))
          .containsExactly(file.getFileName().toString().replace(".xml", ""));
    }
  }

  @Test
  void everyServiceTaskOfAModelIsAJobAndEveryJobAServiceTask() {
    var tasks = new TreeSet<>(OF_EARLIER_VERSIONS);
    tasks.addAll(OF_NO_MODEL);
    for (var model :
        Modules.files(
            "bpmn",
            "src/main/resources/processes",
            file -> file.toString().endsWith(".bpmn20.xml"))) {
      all(TASK, Modules.text(model)).forEach(task -> tasks.add(inKebabCase(task)));
    }

    assertThat(tasks).isNotEmpty().containsExactlyInAnyOrderElementsOf(fileNames());
  }

  private static List<String> fileNames() {
    return Modules.files("batch-jobs", FOLDER, any -> true).stream()
        .map(file -> file.getFileName().toString().replace(".xml", ""))
        .toList();
  }

  private static List<String> kinds() throws ReflectiveOperationException {
    var kinds = new ArrayList<String>();
    for (var found : Modules.classes().get("batch-jobs")) {
      if (found.isAssignableTo(JobWork.class)
          && !found.getModifiers().contains(JavaModifier.ABSTRACT)) {
        Constructor<?> constructor = found.reflect().getDeclaredConstructor();
        constructor.setAccessible(true);
        kinds.add(((JobWork) constructor.newInstance()).kind());
      }
    }
    return kinds;
  }

  private static List<String> all(Pattern pattern, String text) {
    return Stream.of(text)
        .flatMap(whole -> pattern.matcher(whole).results())
        .map(result -> result.group(1))
        .toList();
  }

  /** {@code matchCustomers} is the job {@code match-customers}. */
  private static String inKebabCase(String task) {
    return task.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
