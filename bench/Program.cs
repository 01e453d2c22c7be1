using LiveChat.Bench;

// Completions run on the thread that polls the sockets: the generator then needs one thread and hardly any switches.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
return await BenchCommand.Create().Parse(args).InvokeAsync();
