package architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/**
 * What workflow code may not touch, because a replay would see something else. Read from
 * the bytecode.
 */
final class Determinism {

	/** Owner and name of calls whose answer differs from one replay to the next. */
	private static final Set<String> CALLS = Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime",
			"java.lang.System.getenv", "java.lang.System.getProperty", "java.time.Instant.now",
			"java.time.LocalDate.now", "java.time.LocalTime.now", "java.time.LocalDateTime.now",
			"java.time.ZonedDateTime.now", "java.time.OffsetDateTime.now", "java.util.UUID.randomUUID",
			"java.lang.Math.random", "java.lang.Thread.sleep", "java.util.Collection.parallelStream",
			"org.slf4j.LoggerFactory.getLogger");

	/** Types that must not be used at all. */
	private static final Set<String> TYPES = Set.of("java.util.Random", "java.security.SecureRandom",
			"java.util.concurrent.ThreadLocalRandom", "java.lang.Thread", "java.time.Clock", "java.util.HashMap",
			"java.util.HashSet", "java.util.IdentityHashMap", "java.util.concurrent.CompletableFuture",
			"java.util.concurrent.Executors", "java.util.Timer", "java.util.Date");

	private static final Set<String> PACKAGES = Set.of("java.io", "java.nio.file", "java.net", "java.net.http",
			"java.sql", "java.util.concurrent.locks");

	private Determinism() {
	}

	static ArchCondition<JavaClass> holds() {
		return new ArchCondition<>("be deterministic") {
			@Override
			public void check(JavaClass found, ConditionEvents events) {
				found.getAccessesFromSelf().forEach(access -> judge(found, access, events));
				found.getFields()
					.stream()
					.filter(MUTABLE_STATIC)
					.forEach(field -> events.add(SimpleConditionEvent.violated(found,
							"static state that can change: " + field.getFullName())));
			}
		};
	}

	private static void judge(JavaClass found, JavaAccess<?> access, ConditionEvents events) {
		String owner = access.getTargetOwner().getName();
		String called = owner + "." + access.getTarget().getName();
		if (CALLS.contains(called) || TYPES.contains(owner)
				|| PACKAGES.contains(access.getTargetOwner().getPackageName())) {
			events.add(SimpleConditionEvent.violated(found, access.getDescription()));
		}
	}

	private static final DescribedPredicate<JavaField> MUTABLE_STATIC = DescribedPredicate.describe("mutable static",
			field -> field.getModifiers().contains(JavaModifier.STATIC)
					&& !field.getModifiers().contains(JavaModifier.FINAL));

}
