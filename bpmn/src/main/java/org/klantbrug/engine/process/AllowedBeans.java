package org.klantbrug.engine.process;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * The only beans a model can name. An expression cannot reach anything else, so no text can become
 * code (the engine's own expressions know no bounds).
 */
final class AllowedBeans extends AbstractMap<Object, Object> {
  static final Set<String> NAMES = Set.of("runJob", "migrationRunFacts");

  private final BeanManager beans;

  AllowedBeans(BeanManager beans) {
    this.beans = beans;
  }

  @Override
  public boolean containsKey(Object name) {
    return name instanceof String text && NAMES.contains(text);
  }

  @Override
  public Object get(Object name) {
    if (!containsKey(name)) {
      return null;
    }
    var bean = beans.resolve(beans.getBeans((String) name));
    return bean == null
        ? null
        : beans.getReference(bean, Object.class, beans.createCreationalContext(bean));
  }

  @Override
  public Set<Map.Entry<Object, Object>> entrySet() {
    return Set.of();
  }
}
