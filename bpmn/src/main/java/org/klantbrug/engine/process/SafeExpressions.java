package org.klantbrug.engine.process;

import java.util.Map;
import java.util.Set;
import org.flowable.common.engine.impl.javax.el.ELContext;
import org.flowable.common.engine.impl.javax.el.ELResolver;

/**
 * Stands before the engine's own resolvers and refuses every property and method of anything that
 * is not one of the allowed beans: {@code ''.getClass()} and its like end here.
 */
final class SafeExpressions extends ELResolver {
  private static final Set<String> FORBIDDEN =
      Set.of("class", "classLoader", "declaringClass", "module");

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    if (base != null && (FORBIDDEN.contains(String.valueOf(property)) || isForeign(base))) {
      throw new IllegalArgumentException("A model may not read " + property + " here");
    }
    return null;
  }

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] types, Object[] values) {
    if (base != null && (String.valueOf(method).equals("getClass") || isForeign(base))) {
      throw new IllegalArgumentException("A model may not call " + method + " here");
    }
    return null;
  }

  private static boolean isForeign(Object base) {
    return !(base instanceof Map<?, ?>) && !base.getClass().getName().startsWith("org.klantbrug.");
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    if (base != null) {
      throw new IllegalArgumentException("A model may not set " + property);
    }
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }
}
