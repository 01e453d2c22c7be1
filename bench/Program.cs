using LiveChat.Bench.Floor;

await FloorServer.Run(int.Parse(args[1]), args[2]);
