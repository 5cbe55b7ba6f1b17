package local;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a test waits for what it expects. The limit only ends a hopeless wait: a slow
 * machine, or one that stands still for a minute, is no defect of what is tested.
 */
public final class Patience implements LauncherSessionListener {

	public static final Duration LIMIT = Duration.ofMinutes(5);

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		Awaitility.setDefaultTimeout(LIMIT);
	}

}
