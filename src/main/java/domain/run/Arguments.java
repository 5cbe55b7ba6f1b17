package domain.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.stream.Stream;

/** What a step was given: whose it is, and which language its people speak. */
public final class Arguments {

	private Arguments() {
	}

	/** The run that a step was given, by itself or in its request; null when in none. */
	public static Run run(Object[] arguments) {
		return Stream.of(arguments).map(Arguments::runIn).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/** BCP 47 tag of the language of the run's people; null when there is no run. */
	public static String language(Object[] arguments) {
		Run run = run(arguments);
		return run == null ? null : run.language();
	}

	private static Run runIn(Object argument) {
		if (argument == null || argument instanceof Run || !argument.getClass().isRecord()) {
			return (Run) (argument instanceof Run ? argument : null);
		}
		for (RecordComponent component : argument.getClass().getRecordComponents()) {
			if (component.getType() == Run.class) {
				return read(component, argument);
			}
		}
		return null;
	}

	private static Run read(RecordComponent component, Object request) {
		try {
			return (Run) component.getAccessor().invoke(request);
		}
		catch (IllegalAccessException | InvocationTargetException unreadable) {
			throw new IllegalStateException("the run in " + request.getClass() + " cannot be read", unreadable);
		}
	}

}
