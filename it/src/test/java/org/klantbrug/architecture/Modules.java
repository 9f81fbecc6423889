package org.klantbrug.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The modules as they lie beside this one: their compiled classes and their sources. */
final class Modules {
  static final List<String> NAMES = List.of("ejb", "batch-jobs", "bpmn", "web", "cli");

  private static final Path ROOT = Path.of("..");

  private Modules() {}

  /** The product's own classes by module, tests left out. */
  static Map<String, JavaClasses> classes() {
    var classes = new TreeMap<String, JavaClasses>();
    for (var module : NAMES) {
      var compiled = ROOT.resolve(module).resolve("target/classes/org/klantbrug");
      if (Files.isDirectory(ROOT.resolve(module).resolve("src/main/java"))) {
        if (!Files.isDirectory(compiled)) {
          throw new IllegalStateException("Module " + module + " is not compiled: mvn test");
        }
        classes.put(module, new ClassFileImporter().importPath(compiled));
      }
    }
    return classes;
  }

  static JavaClasses allClasses() {
    return new ClassFileImporter()
        .importPaths(
            NAMES.stream()
                .map(module -> ROOT.resolve(module).resolve("target/classes/org/klantbrug"))
                .filter(Files::isDirectory)
                .toList());
  }

  /** All files of a module's folder for which the test holds, in a steady order. */
  static List<Path> files(String module, String folder, Predicate<Path> wanted) {
    var start = ROOT.resolve(module).resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (var all = Files.walk(start)) {
      return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
