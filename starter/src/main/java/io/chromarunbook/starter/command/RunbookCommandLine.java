package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Paint;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** All commands, and what becomes of what goes wrong in them. */
public final class RunbookCommandLine {

  private static final int NARROWEST = 60;
  private static final int WIDEST = 80;

  private RunbookCommandLine() {}

  /** For this process's terminal and environment. */
  public static CommandLine ofThisProcess() {
    // A count is shown in one way, whatever language the machine speaks.
    Locale.setDefault(Locale.ROOT);
    Map<String, String> environment = System.getenv();
    return over(new Session(Terminal.ofThisProcess(environment), environment));
  }

  static CommandLine over(Session session) {
    CommandLine line = new CommandLine(TopCommand.class, new VerbFactory(session));
    line.setOut(session.terminal().out());
    line.setErr(session.terminal().err());
    boolean plain = session.terminal().paint() == Paint.PLAIN;
    line.setColorScheme(CommandLine.Help.defaultColorScheme(plain ? Ansi.OFF : Ansi.ON));
    line.setUsageHelpWidth(Math.max(NARROWEST, Math.min(WIDEST, session.terminal().columns())));
    // On a narrow terminal the words about an option need the room more than its name.
    line.setUsageHelpLongOptionsMaxWidth(Math.max(20, line.getUsageHelpWidth() / 3));
    line.setAbbreviatedSubcommandsAllowed(false);
    line.registerConverter(GateId.class, text -> converted(GateId::labelled, text));
    line.registerConverter(Role.class, text -> converted(Role::labelled, text));
    line.registerConverter(TrafficAction.class, text -> converted(TrafficAction::labelled, text));
    OrderAnswers.offer(line);
    line.setParameterExceptionHandler(new WrongUsage(session.terminal()));
    line.setExecutionExceptionHandler(new Complaints(session));
    line.setExecutionStrategy(
        parsed -> {
          try (session) {
            if (OrderAnswers.wanted(parsed)) {
              session.gather();
            }
            int exitCode = new CommandLine.RunLast().execute(parsed);
            session.ended(exitCode);
            return exitCode;
          }
        });
    line.getCommandSpec().exitCodeOnUsageHelp(ExitCode.DONE);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Says which release this is, and what it runs on.")
                .build());
    HelpPage.shape(line);
    return line;
  }

  private static <T> T converted(Function<String, T> conversion, String text) {
    try {
      return conversion.apply(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException(e.getMessage());
    }
  }
}
