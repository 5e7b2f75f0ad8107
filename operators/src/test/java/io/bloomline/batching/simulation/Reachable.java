package io.bloomline.batching.simulation;

import io.bloomline.inference.InferenceRequest;
import io.bloomline.time.VirtualTime;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What objects hold on to, by way of fields of the project's own classes, arrays, collections and maps. What belongs to
 * the simulation is not entered, and neither are other classes of the JDK: a future or a string counts as one.
 */
final class Reachable {

    private static final String OWN = "io.bloomline.";
    private static final Set<Class<?>> SURROUNDINGS = Set.of(
            Simulation.class,
            Ledger.class,
            Asked.class,
            CountedTimers.class,
            VirtualTime.class,
            WatchedClient.class,
            SimulatedServer.class);

    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toEnter = new ArrayDeque<>();
    private final Set<InferenceRequest> requests = Collections.newSetFromMap(new IdentityHashMap<>());

    private Reachable() {}

    static Reachable from(Object... roots) {
        Reachable reachable = new Reachable();
        for (Object root : roots) {
            reachable.reach(root);
        }
        while (!reachable.toEnter.isEmpty()) {
            reachable.enter(reachable.toEnter.remove());
        }
        return reachable;
    }

    /** How many objects there are. */
    int size() {
        return seen.size();
    }

    /** The requests among them. */
    Set<InferenceRequest> requests() {
        return requests;
    }

    private void reach(@Nullable Object object) {
        if (object != null && !SURROUNDINGS.contains(object.getClass()) && seen.add(object)) {
            toEnter.add(object);
        }
    }

    private void enter(Object object) {
        if (object instanceof InferenceRequest request) {
            requests.add(request);
        } else if (object.getClass().getName().startsWith(OWN)) {
            for (Field field : fieldsOf(object.getClass())) {
                reach(valueOf(field, object));
            }
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                reach(key);
                reach(value);
            });
        } else if (object instanceof Iterable<?> elements) {
            elements.forEach(this::reach);
        } else if (object instanceof AtomicReference<?> reference) {
            reach(reference.get());
        } else if (object instanceof Object[] array) {
            for (Object element : array) {
                reach(element);
            }
        }
    }

    private static @Nullable Object valueOf(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " can't be read", e);
        }
    }

    private static List<Field> fieldsOf(Class<?> type) {
        return FIELDS.computeIfAbsent(type, Reachable::findFields);
    }

    private static List<Field> findFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each.getName().startsWith(OWN); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
