package trials;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Kills its own process with SIGKILL when a step has done what it does and has not yet
 * said so, once for each kind of step that is named. The application takes it in beside
 * its own configuration ({@code spring.main.sources}).
 */
public class DiesAfterSteps extends WorkerInterceptorBase {

	private static final String STEPS = "TRIAL_DIES_AFTER";

	private static final String PROCEDURE = "TRIAL_DIES_IN";

	private static final String FOLDER = "TRIAL_DEATHS";

	/** What an application must be told so that it dies so. */
	static Map<String, String> after(String procedure, List<String> steps, Path deaths) {
		return Map.of("SPRING_MAIN_SOURCES", DiesAfterSteps.class.getName(), PROCEDURE, procedure, STEPS,
				String.join(",", steps), FOLDER, deaths.toString());
	}

	@Override
	public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
		return new ActivityInboundCallsInterceptorBase(next) {

			private ActivityInfo info;

			@Override
			public void init(ActivityExecutionContext context) {
				info = context.getInfo();
				super.init(context);
			}

			@Override
			public ActivityOutput execute(ActivityInput input) {
				ActivityOutput done = super.execute(input);
				boolean named = List.of(System.getenv(STEPS).split(",")).contains(info.getActivityType());
				if (named && info.getWorkflowType().equals(System.getenv(PROCEDURE))) {
					dieOnce(Path.of(System.getenv(FOLDER)).resolve(info.getActivityType()));
				}
				return done;
			}

		};
	}

	private static void dieOnce(Path death) {
		try {
			Files.createDirectories(death.getParent());
			Files.createFile(death);
			new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
			throw new IllegalStateException("SIGKILL was survived");
		}
		catch (FileAlreadyExistsException before) {
			// It has died of this one already.
			return;
		}
		catch (IOException | InterruptedException refused) {
			throw new IllegalStateException("it cannot kill itself", refused);
		}
	}

}
